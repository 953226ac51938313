import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { thisOwner } from '../../simulator/live/owner.ts'
import { writeAtomically } from './atomic-write.ts'
import { temporaryBeside } from './temporary-name.ts'
import { noteWritesIn, removeUnfinished } from './unfinished-writes.ts'
import { writeTogether } from './write-together.ts'

let own = ''
let work = ''
beforeEach(async () => {
  own = await mkdtemp(join(tmpdir(), 'microcosm-own-'))
  work = await mkdtemp(join(tmpdir(), 'microcosm-work-'))
  noteWritesIn(own)
})
afterEach(async () => {
  await rm(own, { recursive: true, force: true })
  await rm(work, { recursive: true, force: true })
})

/** What a process leaves that was killed while it wrote. */
async function leaveNote(owner: object, ...named: unknown[]): Promise<void> {
  await writeFile(join(own, `writing-1-${named.length}.jsonl`), [owner, ...named].map((line) => `${JSON.stringify(line)}\n`).join(''))
}
/** A process that ended: its number may be in use again, but not with this start. */
const gone = { ...thisOwner(), started: '1' }

test('what is being written is noted until it has its place, alone or together, and a start meanwhile leaves it alone', async () => {
  const file = join(work, 'shop.yaml')
  await writeAtomically(file, 'text', undefined, async () => {
    expect(await readdir(own)).toEqual([expect.stringMatching(/^writing-/)])
    await removeUnfinished(own)
    expect(await readdir(work)).toEqual([expect.stringMatching(/^\.shop\.yaml\..*\.tmp$/)])
  })
  await writeTogether(['shop.yaml', 'cart.yaml'].map((name) => ({ path: join(work, name), content: name })))
  expect(await readdir(own)).toEqual([])
  expect((await readdir(work)).sort()).toEqual(['cart.yaml', 'shop.yaml'])
})

test('a write that fails, alone or together, leaves no note', async () => {
  await expect(writeAtomically(join(work, 'none', 'shop.yaml'), 'text')).rejects.toThrow('ENOENT')
  await expect(
    writeTogether([
      { path: join(work, 'a'), content: 'a' },
      { path: work, content: 'b' },
    ]),
  ).rejects.toThrow('folder')
  expect(await readdir(own)).toEqual([])
  expect(await readdir(work)).toEqual([])
})

test('what a killed process had under way is removed, whatever its age, and nothing else that its note names', async () => {
  const left = temporaryBeside(join(work, 'shop.yaml'))
  for (const path of [left, join(work, 'mine.tmp'), join(own, 'settings.json')]) await writeFile(path, 'part')
  await leaveNote(gone, left, join(work, 'mine.tmp'), join(own, 'settings.json'), join(work, '.gone.yaml.0123456789ab.tmp'), 7)
  await removeUnfinished(own)
  expect(await readdir(work)).toEqual(['mine.tmp'])
  expect(await readdir(own)).toEqual(['settings.json'])
})

test('a note that cannot be understood goes, and a folder of ours that is not there is none', async () => {
  await writeFile(join(own, 'writing-1-1.jsonl'), '{"host"')
  await removeUnfinished(own)
  expect(await readdir(own)).toEqual([])
  await expect(removeUnfinished(join(own, 'none'))).resolves.toBeUndefined()
})

test('a folder of ours that cannot be written keeps nobody from saving', async () => {
  noteWritesIn('/dev/null/own')
  await writeAtomically(join(work, 'shop.yaml'), 'text')
  expect(await readdir(work)).toEqual(['shop.yaml'])
})
