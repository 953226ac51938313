import { type Document, isMap, isScalar, type Scalar } from 'yaml'
import type { Proxies } from './proxies.ts'
import { toPortRange } from './published-ports.ts'
import type { Parts } from './services.ts'
import type { Stack } from './stack.ts'

/** What the file is and how to use it at its head; above each service what people call it, who owns it and what they noted. */
export function addComments(document: Document, head: string, { design }: Stack): void {
  document.commentBefore = toComment(head)
  for (const key of keysOf(document.contents).slice(1)) key.spaceBefore = true
  for (const [index, key] of keysOf(document.get('services')).entries()) {
    if (index > 0) key.spaceBefore = true
    const { name, team, notes } = design.components[String(key.value)] ?? {}
    const title = [name, team === undefined ? undefined : `team ${team}`].filter(Boolean).join(', ')
    const comment = [title, notes].filter(Boolean).join('\n')
    if (comment !== '') key.commentBefore = toComment(comment)
  }
}

export function headOf({ stack, ports }: Parts, version: string): string {
  const published = ports.map((port) => `${port.id} on 127.0.0.1:${toPortRange(port)}`)
  return [
    `${stack.design.name ?? 'A design'}, written by Microcosm ${version}. The next export of the design replaces this file unless it was edited.`,
    'Start:          docker compose up --build --detach --wait',
    ...(published.length > 0 ? [`Published:      ${published.join(', ')}`] : []),
    'End, data too:  docker compose down --volumes',
    'README.md says how to drive it and how to break it.',
    ...(stack.secrets.length > 0 ? ['Passwords are in .env, which belongs in no repository; .env.example names them.'] : []),
  ].join('\n')
}

export function loadHeadOf({ design, components }: Stack, proxies: Proxies | undefined, version: string): string {
  const hasTraffic = components.some(({ behaviour }) => behaviour.model === 'source')
  const adds = [hasTraffic ? 'the traffic of the design' : '', proxies ? 'a proxy for each connection that can be broken' : '']
  return [
    `${design.name ?? 'A design'}, written by Microcosm ${version}. The next export of the design replaces this file unless it was edited.`,
    `Laid over compose.yaml it adds ${adds.filter(Boolean).join(' and ')}:`,
    'docker compose -f compose.yaml -f compose.load.yaml up --build --detach --wait',
  ].join('\n')
}

function keysOf(node: unknown): Scalar[] {
  return isMap(node) ? node.items.map(({ key }) => key).filter((key) => isScalar(key)) : []
}

/** Each line after a number sign and a space. What no comment may hold becomes a space. */
function toComment(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .filter((line) => line.trim() !== '')
    .map(
      (line) =>
        ` ${line.replace(/[^\t\x20-\x7E\u00A0-\uD7FF\uE000-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{10FFFF}]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, ' ').trimEnd()}`,
    )
    .join('\n')
}
