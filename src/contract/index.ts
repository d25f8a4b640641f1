/**
 * The wire contract, version 1. It is ours: the real platform publishes none. Schemas are values here; their types
 * are exported from `tousu`, too.
 */
export * from './calendar.js'
export * from './canonical-json.js'
export * from './complaint.js'
export * from './enterprise.js'
export * from './enums.js'
export * from './event.js'
export * from './field-errors.js'
export * from './label.js'
export * from './limits.js'
export * from './oauth.js'
export * from './openapi.js'
export * from './problem.js'
export * from './receipt.js'
export * from './response.js'
export * from './route.js'
export * from './routes.js'
export * from './shapes.js'
export * from './taxonomy.js'
export * from './webhook-endpoint.js'
