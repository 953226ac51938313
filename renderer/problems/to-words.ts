import type { Design } from '../../app/design/design.ts'
import type { Problem } from '../../app/design/problem.ts'

/**
 * A problem's sentence as the window says it. Rules speak of a file, where everything has an id; here cards have names, and what a
 * sentence says of an id is said of the name: `orders.replicas` is `replicas of Orders`, `web->orders` is `Web → Orders`.
 */
export function toWords(text: string, problem: Pick<Problem, 'component' | 'connection'>, design: Design): string {
  const about = new Set([problem.component ?? '', ...(problem.connection?.split('->') ?? [])])
  const nameOf = (id: string) => (Object.hasOwn(design.components, id) ? design.components[id]?.name : undefined)
  // Other ids that are words of the language may be meant as such.
  const isMeant = (id: string) => about.has(id) || /[-\d]/.test(id)
  return text
    .replace(/`([^`]+)`/g, '$1')
    .replace(connections, (whole, from: string, to: string, path = '') => {
      if (!Object.hasOwn(design.components, from) || !Object.hasOwn(design.components, to)) return whole
      return ofPath(path, `${nameOf(from) ?? from} → ${nameOf(to) ?? to}`)
    })
    .replace(words, (whole, before = '', open = '', id: string, close = '', path = '') => {
      const name = nameOf(id)
      const isQuoted = open === '"' && close === '"'
      if (name === undefined || !(isQuoted || isMeant(id))) return whole
      if (before !== '' && !isQuoted && path === '' && !/[-\d]/.test(id)) return whole
      return `${before}${isQuoted ? name : `${open}${ofPath(path, name)}${close}`}`
    })
}

// web->orders.timeout
const connections = /(?<![\w-])([a-z][a-z0-9-]*)->([a-z][a-z0-9]*(?:-[a-z0-9]+)*)((?:\.[A-Za-z]\w*|\[\d+\])*)/g
// the queue | "orders" | orders.work.time
const words =
  /((?<![\w-])(?:the|a|an|its|no|this|that|each|every|one|own|any|such) )?("?)(?<![\w./-])([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?![\w/-])("?)((?:\.[A-Za-z]\w*|\[\d+\])*)/gi

// .work.time, Orders -> work.time of Orders
function ofPath(path: string, name: string): string {
  return path === '' ? name : `${path.replace(/^\./, '')} of ${name}`
}
