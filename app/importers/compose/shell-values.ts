import * as z from 'zod'
import type { Design } from '../../design/design.ts'
import { textSum } from '../../design/text-sum.ts'

/**
 * What a design keeps of a variable of the shell that its Compose files needed: never the value, for a design is shared and a shell
 * is not, but enough to know the value again where it stands in the design anyhow, as a tag stands in an image.
 */
export const shellValueSchema = z.union([
  /** Of a value that stands in the design, which tells no more than the design does. */
  z.strictObject({
    /** In UTF-16 units. */
    length: z.number().int().min(0),
    /** Of the variable's name and its value, as `textSum` makes it. */
    sum: z.string(),
  }),
  /** Of one that does not: one byte of that sum, by which one of 256 values is the same, so that nobody finds it out by trying. */
  z.strictObject({ check: z.string() }),
])
export type ShellValue = z.infer<typeof shellValueSchema>

/** How values are kept beside a design that was made with them. */
export function createShellValues(design: Design): (name: string, value: string) => ShellValue {
  const texts = [...new Set(textsOf(design))]
  return (name, value) => {
    const stands = texts.some((text) => text.includes(value))
    return stands ? { length: value.length, sum: sumOf(name, value) } : { check: checkOf(name, value) }
  }
}

export function isShellValue(value: unknown): value is ShellValue {
  return shellValueSchema.safeParse(value).success
}

/** Longer ones are told only where a text of the design is the value and nothing else, so that the search stays linear. */
const longestWithin = 256

/** The values that are found: in the shell of now, if they are the same there, or anywhere in the design's texts and numbers. */
export function findShellValues(
  kept: ReadonlyMap<string, ShellValue>,
  design: Design,
  environment: (name: string) => string | undefined = () => undefined,
): Map<string, string> {
  const found = new Map<string, string>()
  const open = new Map<string, Standing>()
  const tryOne = (name: string, { length, sum }: Standing, value: string) => {
    if (value.length !== length || sumOf(name, value) !== sum) return
    found.set(name, value)
    open.delete(name)
  }
  for (const [name, each] of kept) {
    const now = environment(name)
    if ('check' in each) {
      if (now !== undefined && checkOf(name, now) === each.check) found.set(name, now)
    } else {
      open.set(name, each)
      tryOne(name, each, each.length === 0 ? '' : (now ?? ''))
    }
  }
  if (open.size === 0) return found
  const { 'x-compose': _origin, ...rest } = design
  for (const text of new Set(textsOf(rest)))
    for (const [name, each] of [...open]) {
      const { length } = each
      if (length > longestWithin) tryOne(name, each, text)
      else
        for (let start = 0; start + length <= text.length && open.has(name); start += 1)
          tryOne(name, each, text.slice(start, start + length))
    }
  return found
}

type Standing = Extract<ShellValue, { sum: string }>

/** Every text and number of a document, as texts. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsOf)
}

const sumOf = (name: string, value: string) => textSum(`${name}=${value}`)
const checkOf = (name: string, value: string) => sumOf(name, value).slice(0, 2)
