// Programs and libraries that come with the operating system: what Electron needs to show a window on Linux, a virtual
// display, and a browser for the tests of the page.
import { existsSync } from 'node:fs'
import { canInstallPackages, install, isAvailable, isInstalled, refreshLists } from './debian.mjs'
import { which } from './shell.mjs'

// Newer releases renamed some of the libraries; each inner list is one library under the names it has had.
export const electronLibraries = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libasound2t64', 'libasound2'],
  ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  ['libcups2t64', 'libcups2'],
  ['libnss3'],
  ['libgbm1'],
  ['libxss1'],
  ['libdrm2'],
  ['libxkbcommon0'],
  ['fonts-liberation', 'fonts-dejavu-core'],
]
export const virtualDisplay = [['xvfb'], ['xauth']]
export const browser = [['chromium', 'chromium-browser']]

// Answers with { ok: true }, or with what somebody would have to do, as a sentence.
export async function ensureSystemPackages(wanted) {
  const missing = []
  if (process.platform !== 'linux') return { ok: true }
  if (!which('dpkg-query')) return { ok: true, unknown: true }
  for (const names of wanted) if (!(await anyInstalled(names))) missing.push(names)
  if (missing.length === 0) return { ok: true }
  const plain = missing.map((names) => names.at(-1)).join(' ')
  if (!canInstallPackages()) return { ok: false, reason: `missing on this system: sudo apt-get install ${plain}` }
  await refreshLists()
  const chosen = []
  for (const names of missing) chosen.push(await firstAvailable(names))
  return install(chosen)
}

async function anyInstalled(names) {
  for (const name of names) if (await isInstalled(name)) return true
  return false
}

async function firstAvailable(names) {
  for (const name of names) if (await isAvailable(name)) return name
  return names.at(-1)
}

// A current Chromium for checking the page in a browser: one that is here, or Debian's.
export async function ensureChromium() {
  const present = findChromium()
  if (present) return { ok: true, path: present }
  if (!canInstallPackages()) return { ok: false, reason: 'no Chromium or Chrome found: install one, or name it in MICROCOSM_CHROMIUM' }
  const installed = await ensureSystemPackages(browser)
  const path = findChromium()
  return path ? { ok: true, path } : { ok: false, reason: installed.reason ?? "Chromium is not in this system's packages" }
}

function findChromium() {
  if (process.env.MICROCOSM_CHROMIUM) return process.env.MICROCOSM_CHROMIUM
  const usual = {
    darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
    win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
  return names.map(which).find(Boolean) ?? usual[process.platform]?.find((file) => existsSync(file))
}
