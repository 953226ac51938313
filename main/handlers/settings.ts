import * as z from 'zod'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Input } from '../../app/bridge/requests.ts'
import type { JsonStore } from '../files/json-store.ts'

export const settingsSchema = z.record(z.string(), z.unknown())
export type Settings = z.infer<typeof settingsSchema>

const longestValue = 100_000

/** The page's preferences: theme, sizes of panels. They mean nothing to the program, which only keeps them. */
export async function putSetting({ key, value }: Input<'settings.put'>, store: JsonStore<Settings>): Promise<Record<string, never>> {
  if (!/^[A-Za-z][\w.-]*$/.test(key) || key === 'constructor') {
    throw new Refusal('bad-input', `"${key}" cannot name a setting: begin with a letter, then letters, digits, dots and hyphens.`)
  }
  if ((JSON.stringify(value)?.length ?? 0) > longestValue) {
    throw new Refusal('bad-input', `The setting ${key} is too long: at most ${longestValue} characters.`)
  }
  await store.change((all) => ({ ...all, [key]: value }))
  return {}
}
