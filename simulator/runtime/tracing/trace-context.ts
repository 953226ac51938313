import { randomBytes } from 'node:crypto'

/** W3C Trace Context (Recommendation, 2021): the header that names a sampled request and the call that carries it. */
export const traceHeader = 'traceparent'

/** A sampled request, and the call in it that carries this. Hexadecimal, 32 and 16 digits. */
export interface TraceContext {
  trace: string
  span: string
}

// 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
const pattern = /^(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/
const sampled = 1

/** Of a header's value; undefined: there is none, it is not right, or the request is not sampled. */
export function parseTraceparent(text: unknown): TraceContext | undefined {
  const [, trace, span, flags] = (typeof text === 'string' && pattern.exec(text.trim())) || []
  if (trace === undefined || span === undefined || flags === undefined) return undefined
  return (Number.parseInt(flags, 16) & sampled) === 0 ? undefined : { trace, span }
}

export function toTraceparent({ trace, span }: TraceContext): string {
  return `00-${trace}-${span}-01`
}

export function newTrace(): TraceContext {
  return { trace: randomBytes(16).toString('hex'), span: newSpan() }
}

export function newSpan(): string {
  return randomBytes(8).toString('hex')
}
