import { catchAll } from './mutants/catch-all.js'
import { lifeMutants } from './mutants/index.js'

// A file of its own: two run at once.
catchAll(lifeMutants)
