import type { Service } from '../services.ts'

// http://localhost:5000/api
const onMachine = /\b(?:https?|wss?):\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d{2,5})(?!\d)/g

/**
 * The variable in which one tells browsers to call another: an address of the machine, which in a container is the container itself,
 * with the port that the other publishes there.
 */
export function browserVariable(from: Service, to: Service): string | undefined {
  if (from === to || from.ports.length === 0) return undefined
  const published = new Set(to.ports.flatMap((port) => (port.protocol === 'tcp' && port.published ? [port.published] : [])))
  if (published.size === 0) return undefined
  const own = new Set(from.ports.map(({ target }) => String(target)))
  const names = ([, { value }]: [string, { value: string }]) =>
    [...value.matchAll(onMachine)].some(([, port = '']) => published.has(port) && !own.has(port))
  return [...from.environment].find(names)?.[0]
}
