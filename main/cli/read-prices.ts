import { resolve } from 'node:path'
import { type PriceList, priceListSchema, repriced } from '../../app/analysis/cost.ts'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Design } from '../../app/design/design.ts'
import type { Result } from '../../app/run/result.ts'
import { readRegularFile } from '../../simulator/files/read-regular-file.ts'
import { reasonOf } from '../files/file-failure.ts'
import type { Given, Option } from './command.ts'

/** The list that comes with the program takes thirty kilobytes. */
const largestBytes = 10_000_000

export const pricesOption: Option = {
  value: 'FILE',
  help: 'count costs by these prices instead of those that come with the program: a copy of assets/prices/aws.json, changed',
}

/** The list that was asked for, or nothing where none was. To be read before anything is predicted, which may take long. */
export async function pricesOf(given: Given, cwd: string): Promise<PriceList | undefined> {
  const file = given.text('prices')
  return file === undefined ? undefined : readPrices(file, cwd)
}

/** Priced by this list; the result as it is without one. */
export function withPrices(prices: PriceList | undefined, design: Design, result: Result): Result {
  return prices === undefined ? result : repriced(design, result, prices)
}

async function readPrices(file: string, cwd: string): Promise<PriceList> {
  const text = await readRegularFile(resolve(cwd, file), largestBytes).catch((error: unknown) => {
    throw new Refusal('bad-input', `The prices ${file} could not be read: ${reasonOf(error)}.`)
  })
  const parsed = priceListSchema.safeParse(readJson(text.toString('utf8')))
  if (parsed.success) return parsed.data
  const { path = [], message = 'it is no JSON' } = parsed.error.issues[0] ?? {}
  throw new Refusal(
    'bad-input',
    `${file} is no list of prices: ${path.length > 0 ? `${path.join('.')}: ` : ''}${message}. Begin with a copy of assets/prices/aws.json.`,
  )
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
