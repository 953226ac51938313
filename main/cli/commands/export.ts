import { join, relative, resolve } from 'node:path'
import { Refusal } from '../../../app/bridge/answer.ts'
import { groupLosses } from '../../../app/exporters/group-losses.ts'
import { exporters } from '../../exporters.ts'
import type { FileState } from '../../files/compare-export.ts'
import { type Compared, compareWith, exportInto } from '../../handlers/exports.ts'
import { newSecret } from '../../new-secret.ts'
import { type Command, exitCodes, type Io, jsonOption } from '../command.ts'
import { readDesignArgument } from '../read-design-argument.ts'

export const exportCommand: Command = {
  name: 'export',
  summary: 'write a design as files of another tool',
  argument: 'DESIGN',
  options: {
    to: { value: 'TARGET', help: exporters.map(({ id, label }) => `${id}: ${label}`).join('; ') },
    out: { value: 'PLACE', help: 'the folder for the files, or the file where the target is one; made if need be' },
    overwrite: { help: 'replace files that Microcosm did not write or that were edited since' },
    check: { help: 'write nothing; fail where what was exported no longer matches the design' },
    json: jsonOption,
  },
  async run(given, io) {
    const [to, out] = [given.text('to'), given.text('out')]
    if (!to) throw new Refusal('bad-input', `Export to what? Add --to ${exporters.map(({ id }) => id).join('|')}.`)
    if (!out) throw new Refusal('bad-input', 'Export to which place? Add --out FOLDER, or --out FILE for a target that is one file.')
    const argument = await readDesignArgument(given.positionals[0] ?? '', io.cwd)
    const { runtime, predictWorker, version } = io.places
    const access = { exporters, runtimeBundle: join(runtime, 'runtime.mjs'), predictWorker, version, newSecret }
    const folder = out.endsWith('/') ? `${resolve(io.cwd, out)}/` : resolve(io.cwd, out)
    const order = { folder, text: argument.text, to, path: argument.path }
    if (given.has('check')) return check(await compareWith(order, access), argument.file, given.has('json'), io)
    const { written, kept, removed, losses, ...into } = await exportInto(
      { ...order, edited: given.has('overwrite') ? 'replace' : 'refuse' },
      access,
    )
    if (given.has('json')) io.out(JSON.stringify({ folder: into.folder, written, kept, removed, losses }, null, 2))
    else {
      const from = shownFolder(into.folder, io)
      for (const path of written) io.out(`wrote    ${join(from, path)}`)
      for (const path of kept) io.out(`kept     ${join(from, path)}`)
      for (const path of removed) io.out(`removed  ${join(from, path)}`)
      if (written.length + kept.length + removed.length === 0) io.out('Nothing to write: the files say already what the design says.')
      for (const { reason, at } of groupLosses(losses)) {
        const places = at.map(({ where, fields }) => (fields === undefined ? where : `${where} ${fields}`))
        io.err(`not carried over: ${places.join(at[0]?.fields === undefined ? ', ' : '; ')}: ${reason}`)
      }
    }
    return exitCodes.good
  },
}

function shownFolder(folder: string, io: Io): string {
  const inside = relative(io.cwd, folder)
  return inside.startsWith('..') ? folder : inside
}

const words: Record<Exclude<FileState, 'same'>, string> = {
  new: 'is missing',
  changed: 'no longer matches the design',
  edited: 'was edited by hand and does not match the design',
  stale: 'is of an earlier export and no longer in the design',
}

/** One line for each file that differs. */
function check({ folder, files, losses }: Compared, design: string, json: boolean, io: Io): number {
  // Secrets are made on each machine, and are nowhere to be compared with.
  const differing = files.filter(({ state, secret }) => state !== 'same' && !secret)
  if (json)
    io.out(JSON.stringify({ folder, matches: differing.length === 0, files: files.map(({ path, state }) => ({ path, state })), losses }))
  else for (const { path, state } of differing) io.out(`${join(shownFolder(folder, io), path)} ${words[state as keyof typeof words]}`)
  if (differing.length === 0) return exitCodes.good
  io.err(`${differing.length} of ${files.length} files differ from ${design}: export it again.`)
  return exitCodes.failure
}
