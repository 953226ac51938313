import * as z from 'zod'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { languages } from '../../app/language/language.ts'
import { request } from '../bridge.ts'

/** How the person likes the window; kept by the program between starts. */
const settingsSchema = z.object({
  language: z.enum(['system', ...languages]).catch('system'),
  theme: z.enum(['system', 'dark', 'light']).catch('system'),
  paletteWidth: z.number().min(160).max(400).catch(216),
  inspectorWidth: z.number().min(260).max(560).catch(316),
  dockHeight: z.number().min(120).max(700).catch(232),
  paletteFilter: z.enum(['all', 'generic', 'aws']).catch('all'),
  paletteOpen: z.boolean().catch(true),
  inspectorOpen: z.boolean().catch(true),
  dockOpen: z.boolean().catch(true),
  layoutLocked: z.boolean().catch(false),
})
export type Settings = z.infer<typeof settingsSchema>

export const settingsStore = createStore<Settings>(() => settingsSchema.parse({}))

export function useSettingsStore<T>(select: (state: Settings) => T): T {
  return useStore(settingsStore, select)
}

/** What cannot be read or is out of range falls back to the usual value. */
export async function readSettings(): Promise<void> {
  const kept = await request('settings.get', {}).catch(() => ({}))
  settingsStore.setState(settingsSchema.parse(kept))
}

/** Changes a setting now and keeps it. A setting that cannot be kept holds until the window closes. */
export function putSetting<K extends keyof Settings>(key: K, value: Settings[K]): void {
  settingsStore.setState({ [key]: value } as Pick<Settings, K>)
  void request('settings.put', { key, value }).catch(() => undefined)
}
