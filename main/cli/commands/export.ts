import { join, relative, resolve } from 'node:path'
import { Refusal } from '../../../app/bridge/answer.ts'
import { exporters } from '../../exporters.ts'
import { exportInto } from '../../handlers/exports.ts'
import { newSecret } from '../../new-secret.ts'
import { type Command, exitCodes, jsonOption } from '../command.ts'
import { readDesignArgument } from '../read-design-argument.ts'

export const exportCommand: Command = {
  name: 'export',
  summary: 'write a design as files of another tool',
  argument: 'DESIGN',
  options: {
    to: { value: 'TARGET', help: exporters.map(({ id, label }) => `${id}: ${label}`).join('; ') },
    out: { value: 'PLACE', help: 'the folder for the files, or the file where the target is one; made if need be' },
    overwrite: { help: 'replace files that Microcosm did not write or that were edited since' },
    json: jsonOption,
  },
  async run(given, io) {
    const [to, out] = [given.text('to'), given.text('out')]
    if (!to) throw new Refusal('bad-input', `Export to what? Add --to ${exporters.map(({ id }) => id).join('|')}.`)
    if (!out) throw new Refusal('bad-input', 'Export to which place? Add --out FOLDER, or --out FILE for a target that is one file.')
    const argument = await readDesignArgument(given.positionals[0] ?? '', io.cwd)
    const { runtime, predictWorker, version } = io.places
    const access = { exporters, runtimeBundle: join(runtime, 'runtime.mjs'), predictWorker, version, newSecret }
    const { folder, written, kept, removed, losses } = await exportInto(
      {
        folder: out.endsWith('/') ? `${resolve(io.cwd, out)}/` : resolve(io.cwd, out),
        text: argument.text,
        to,
        overwrite: given.has('overwrite'),
        path: argument.path,
      },
      access,
    )
    if (given.has('json')) io.out(JSON.stringify({ folder, written, kept, removed, losses }, null, 2))
    else {
      const inside = relative(io.cwd, folder)
      const from = inside.startsWith('..') ? folder : inside
      for (const path of written) io.out(`wrote    ${join(from, path)}`)
      for (const path of kept) io.out(`kept     ${join(from, path)}`)
      for (const path of removed) io.out(`removed  ${join(from, path)}`)
      if (written.length + kept.length + removed.length === 0) io.out('Nothing to write: the files say already what the design says.')
      for (const { where, what } of losses) io.err(`not carried over: ${where}: ${what}`)
    }
    return exitCodes.good
  },
}
