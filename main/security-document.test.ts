import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const project = resolve(import.meta.dirname, '..')
const readText = (...path: string[]) => readFileSync(join(project, ...path), 'utf8')

/** `main/web-host.test.ts › opens once`, as the document names a test. */
const named = [...readText('docs/security.md').matchAll(/`([^`\s]+\.(?:test|e2e)\.ts)(?: › ([^`]+))?`/g)]
const namedTests = new Map(named.map(([whole, file = '', title = '']) => [whole, { file, title }]))

test.each([...namedTests.values()].filter(({ title }) => title !== ''))('docs/security.md names $file › $title', ({ file, title }) => {
  expect(existsSync(join(project, file)), `${file} is there`).toBe(true)
  expect(readText(file)).toContain(title)
})

test('docs/security.md names tests by their titles, for each item that was found', () => {
  expect([...namedTests.values()].filter(({ file, title }) => title === '' && file !== 'main/security-document.test.ts')).toEqual([])
  const items = readText('docs/security.md')
    .split(/^(?=\d+\. \*\*)/m)
    .slice(1)
  expect(items).toHaveLength(14)
  for (const item of items) expect(item).toMatch(/\.(?:test|e2e)\.ts › |\*\*Not yet\*\*/)
})

test('the window is as the checklist asks', () => {
  const window = readText('main/window/window.ts')
  for (const wanted of [
    'nodeIntegration: false',
    'contextIsolation: true',
    'sandbox: true',
    'webviewTag: false',
    'devTools: !app.isPackaged',
  ])
    expect(window).toContain(wanted)
  for (const never of ['webSecurity', 'allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures', 'allowpopups'])
    expect(
      sources()
        .filter(({ text }) => text.includes(never))
        .map(({ file }) => file),
    ).toEqual([])
})

test('nothing is opened outside', () => {
  expect(
    sources()
      .filter(({ text }) => text.includes('openExternal'))
      .map(({ file }) => file),
  ).toEqual([])
})

test('a packaged program runs no other code', () => {
  expect(parse(readText('electron-builder.yml')).electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  })
})

test('a package is made of the Electron that package.json names, and of no other', () => {
  const { devDependencies } = JSON.parse(readText('package.json'))
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
  expect(JSON.parse(readText('node_modules', 'electron', 'package.json')).version).toBe(devDependencies.electron)
  // Any of these would put another one in its place, such as the old one that stands in for tests.
  for (const other of ['electronDist', 'electronVersion', 'electronDownload', 'electronBranding'])
    expect(parse(readText('electron-builder.yml'))).not.toHaveProperty(other)
})

/** What runs in the main process and in the page, tests left out. */
function sources(): { file: string; text: string }[] {
  return ['main', 'renderer'].flatMap((room) =>
    readdirSync(join(project, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.(?:test|e2e)\.ts$/.test(file))
      .map((file) => ({ file: join(room, file), text: readText(room, file) })),
  )
}
