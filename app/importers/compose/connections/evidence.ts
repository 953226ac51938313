import type { Service } from '../services.ts'
import type { Node } from '../tree.ts'

/** A sign that one service calls another. */
export interface Evidence {
  from: Service
  to: Service
  /** `named`: an address stands in what it is given. `order`: only that it starts later. */
  sort: 'named' | 'order'
  confidence: number
  reason: string
  at: Node
  /** The scheme or port of the address, which tells the protocol. */
  scheme?: string
  port?: number
  /** The key or variable under which the address stands. */
  under?: string
}
