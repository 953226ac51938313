// One case: imported, exported in place and to another folder, and read by Docker Compose before and after.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { renderDesign } from '../../app/design/write-document.ts'
import { composeExporter } from '../../app/exporters/compose/compose.ts'
import { checkText } from '../../main/files/sound-design.ts'
import { exportInto } from '../../main/handlers/exports.ts'
import { importCompose } from '../../main/import-compose.ts'
import { composeConfig, shell } from './compose-config.mjs'
import { tryEdit } from './edit.mjs'

const means = {
  exporters: [composeExporter],
  runtimeBundle: import.meta.filename,
  predictWorker: '',
  version: '0.0.0',
  newSecret: () => 'new',
}

export async function tryCase(one, workplace) {
  const before = await composeConfig(one.folder, one.files)
  const place = workplace.nextFolder()
  const design = join(place, 'design', 'a.microcosm.yaml')
  await mkdir(dirname(design), { recursive: true })
  const begun = performance.now()
  const result = { case: one, compose: before.ok, composeReason: before.reason }
  try {
    const made = importCompose({ files: one.files, design, environment: shell })
    result.milliseconds = performance.now() - begun
    if (!made.design) {
      const [problem] = made.problems
      const file = relative(one.folder, problem.file)
      return { ...result, imported: false, sentence: `${file}:${problem.line}:${problem.column}: ${problem.message}` }
    }
    const text = renderDesign(made.design)
    await writeFile(design, text)
    const errors = checkText(text).problems.filter(({ severity }) => severity === 'error')
    const counts = { components: made.understood.length, connections: made.design.connections?.length ?? 0 }
    const unsound = errors.length > 0 ? `the design is not sound: ${errors[0].message}` : undefined
    if (!before.ok || unsound) return { ...result, imported: true, ...counts, difference: unsound }
    const { difference, after } = await compare(one, before, { place, design, text })
    if (difference !== undefined) return { ...result, imported: true, ...counts, difference }
    const orderNames = (names) => orderOf(one.files, names)
    const edit = await tryEdit({ imported: made, before: after, place, path: design, means, orderOf: orderNames })
    return { ...result, imported: true, ...counts, ...edit }
  } catch (error) {
    return { ...result, imported: false, crash: error instanceof Error ? error.stack.split('\n').slice(0, 2).join(' ') : String(error) }
  }
}

// Why the round trip is not equal, and what Compose reads of the export elsewhere.
async function compare(one, before, { place, design, text }) {
  const kept = await Promise.all(one.files.map((file) => readFile(file)))
  const inPlace = await exportInto({ folder: dirname(one.files[0]), text, to: 'compose', path: design }, means)
  const now = await Promise.all(one.files.map((file) => readFile(file)))
  if (inPlace.written.length > 0 || kept.some((bytes, index) => !bytes.equals(now[index])))
    return { difference: `in place it changed ${inPlace.written.join(', ')}` }
  const folder = join(place, 'copy')
  const moved = await exportInto({ folder, text, to: 'compose', path: design }, means)
  const names = moved.written.filter((name) => !/\.(?:env|md)$|^\.(?:env\.example|gitignore)$/.test(name))
  const files = orderOf(one.files, names).map((name) => join(folder, name))
  const after = await composeConfig(folder, files)
  if (!after.ok) return { difference: `elsewhere Compose refuses it: ${after.reason}` }
  return isSame(after.text, before.text)
    ? { after: after.text }
    : { difference: `elsewhere it differs: ${firstDifference(before.text, after.text)}` }
}

// Compose prints some lists (the keys of build.ssh) in another order each time.
function isSame(a, b) {
  return a === b || a.split('\n').sort().join('\n') === b.split('\n').sort().join('\n')
}

// The exported files in the order of the originals, which end in the same names.
function orderOf(originals, names) {
  const found = originals.map((original) => names.find((name) => original.endsWith(`/${name}`)))
  return found.includes(undefined) ? names : found
}

function firstDifference(a, b) {
  const [left, right] = [a.split('\n'), b.split('\n')]
  const at = left.findIndex((line, index) => line !== right[index])
  return `"${(left[at] ?? '').trim().slice(-60)}" and "${(right[at] ?? '').trim().slice(-60)}"`
}
