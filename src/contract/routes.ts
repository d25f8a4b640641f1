/**
 * The route table: the only source of the client's types, of the platform's validation and of the OpenAPI
 * document. Adding a route is adding an entry to the part of the face that it belongs to.
 */
import { consumerRoutes } from './consumer-routes.js'
import { controlRoutes } from './control-routes.js'
import { enterpriseRoutes } from './enterprise-routes.js'
import { operatorRoutes } from './operator-routes.js'
import { publicRoutes } from './public-routes.js'

export const routes = {
  ...enterpriseRoutes,
  ...consumerRoutes,
  ...operatorRoutes,
  ...publicRoutes,
  ...controlRoutes,
}

/** Names of the routes: OpenAPI's `operationId`s. */
export type RouteName = keyof typeof routes
export type RouteOf<N extends RouteName> = (typeof routes)[N]
