// Crashes and hangs the page of the real window over unsaved edits; what is done and checked is main/e2e/page-torture.ts.
import { tortureByPages as torture } from '../../main/e2e/page-torture.ts'
import { ensureBuild } from '../setup/build.mjs'
import { openDisplay } from '../setup/display.mjs'
import { ensureElectron } from '../setup/electron.mjs'
import { electronLibraries, ensureSystemPackages } from '../setup/system.mjs'

export async function tortureByPages(count, seed) {
  const needs = [await ensureBuild(), await ensureSystemPackages(electronLibraries), await ensureElectron(), await openDisplay()]
  const missing = needs.find((need) => !need.ok)
  if (missing) return { line: `pages: 0 of ${count}`, losses: [`they cannot be tried here: ${missing.reason}`] }
  const [, , electron, display] = needs
  Object.assign(process.env, display.env, { MICROCOSM_ELECTRON: electron.path })
  try {
    return await torture(count, seed)
  } finally {
    display.stop()
  }
}
