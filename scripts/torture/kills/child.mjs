// node child.mjs HOME MODE FIRST_VERSION: starts as the program does, says what it found, and then writes until it is killed. Each line
// on the standard output is written before the next step is taken, so that what was confirmed to a page is known after the kill.
import { readdirSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createLivingPages } from '../../../main/files/draft-store.ts'
import { createRecent } from '../../../main/files/recent.ts'
import { noteWritesIn, removeUnfinished } from '../../../main/files/unfinished-writes.ts'
import { writeTogether } from '../../../main/files/write-together.ts'
import { openDesign, saveDesign, saveDesignAs } from '../../../main/handlers/designs.ts'
import { createDrafts } from '../../../main/handlers/drafts.ts'
import { thisOwner } from '../../../simulator/live/owner.ts'
import { textOf, versionOf } from './versions.mjs'

const [home, mode, first] = process.argv.slice(2)
const own = join(home, 'own')
const work = join(home, 'work')
const now = () => new Date()
const access = { recent: createRecent(own, now), dialogs: null }
const pages = createLivingPages(now)
const drafts = createDrafts({ folder: join(own, 'drafts'), program: thisOwner(), pages, now })
let version = Number(first)
let pageNumber = 0
let page = nextPage()
const lastRead = new Map()

noteWritesIn(own)
await removeUnfinished(own)
const found = { files: {}, drafts: {}, left: [], unreadable: 0 }
for (const name of designsThere()) {
  const { text } = await openDesign({ path: pathOf(name) }, access)
  lastRead.set(name, text)
  found.files[name] = versionOf(name, text) ?? 'torn'
}
for (const name of readdirSync(join(work, 'export'))) {
  found.files[`export/${name}`] = versionOf(name, readFileSync(join(work, 'export', name), 'utf8')) ?? 'torn'
}
const listed = await drafts.list({ page })
for (const { id, text } of listed.drafts) found.drafts[id] = versionOf(id, text) ?? 'torn'
found.unreadable = listed.unreadable.length
found.left = readdirSync(home, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !isExpected(entry.name))
  .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1))
tell({ did: 'start', found })

const modes = { saves, autosaves, recoveries }
for (;;) await modes[mode]()

async function saves() {
  await save('a')
  await save('b')
  await step('save', 'new', async (text) => {
    await saveDesignAs({ text, suggestedName: 'new', path: pathOf(`new-${version}`) }, access)
  })
  await step('save', 'export', () =>
    writeTogether(['one', 'two', 'three'].map((name) => ({ path: join(work, 'export', name), content: textOf(name, version) }))),
  )
}

async function autosaves() {
  await put('a', pathOf('a'))
  await Promise.all([put('b', pathOf('b')), put('untitled', null)])
}

// A page is gone, the next one finds its drafts, goes on with each, saves it, and lets it go.
async function recoveries() {
  await put('untitled', null)
  await put('a', pathOf('a'))
  pages.forgetAll()
  page = nextPage()
  for (const { id, path } of (await drafts.list({ page })).drafts) {
    const taken = await drafts.take({ page, id })
    tell({ did: 'taken', id, version: versionOf(id, taken.text) ?? 'torn' })
    await put(id, path)
    if (path === null) continue
    await save(id)
    tell({ will: 'discard', name: id })
    await drafts.discard({ page, id })
    tell({ did: 'discard', name: id })
  }
}

function save(name) {
  return step('save', name, async (text) => {
    await saveDesign({ path: pathOf(name), text, lastRead: lastRead.get(name) ?? null }, access)
    lastRead.set(name, text)
  })
}

function put(id, path) {
  const draft = { page, id, path, name: id, folder: null, savedText: lastRead.get(id) ?? null }
  return step('put', id, (text) => drafts.put({ ...draft, text }))
}

async function step(what, name, work) {
  version += 1
  const mine = version
  tell({ will: what, name, version: mine })
  await work(textOf(name === 'new' ? `new-${mine}` : name, mine))
  tell({ did: what, name, version: mine })
}

function tell(line) {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

function nextPage() {
  pageNumber += 1
  return `page-${process.pid}-${pageNumber}`
}

function designsThere() {
  return readdirSync(work).flatMap((name) => /^(.+)\.microcosm\.yaml$/.exec(name)?.[1] ?? [])
}

function pathOf(name) {
  return join(work, `${name}.microcosm.yaml`)
}

function isExpected(name) {
  return name === 'recent.json' || /^[\w-]+(\.microcosm\.yaml|\.json)?$/.test(name)
}
