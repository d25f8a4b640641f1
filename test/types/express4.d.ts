/** Express 4 under its alias: the tests use what both versions share. */
declare module 'express4' {
  import express from 'express'
  export default express
}
