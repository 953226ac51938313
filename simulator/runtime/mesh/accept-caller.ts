import type { Socket } from 'node:net'
import type { Edge } from './edge.ts'
import { acceptHttp } from './http-splice.ts'
import { acceptTcp } from './tcp-splice.ts'

/** Joins a caller's connection to the callee: by request where the protocol shows where one ends, else for as long as it lasts. */
export function acceptCaller(client: Socket, edge: Edge): void {
  if (edge.config.protocol === 'http') acceptHttp(client, edge)
  else acceptTcp(client, edge)
}
