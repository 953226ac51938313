import { basename, dirname, isAbsolute, join } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Input, Output } from '../../app/bridge/requests.ts'
import { toFileStem } from '../../app/exporters/diagram/file-stem.ts'
import type { Dialogs } from '../files/dialogs.ts'
import type { Work } from '../work/work.ts'

export interface ImportAccess {
  dialogs: Dialogs | null
  /** Variables of the shell, which Compose files may name. */
  environment: NodeJS.ProcessEnv
  work: Work
}

/** Asks for Compose files, where the system has a dialog for it. */
export async function chooseComposeFiles({ dialogs }: ImportAccess): Promise<Output<'imports.choose'>> {
  if (!dialogs) throw new Refusal('bad-input', 'This host shows no dialogs: name the files yourself.')
  return dialogs.openComposeFiles()
}

/** Reads Compose files, and what they include, as a design whose paths count from the folder of the first; writes nothing. */
export async function readImport(
  { files, override }: Input<'imports.read'>,
  { environment, work }: ImportAccess,
): Promise<Output<'imports.read'>> {
  for (const file of files) {
    if (!isAbsolute(file) || file.includes('\0')) {
      throw new Refusal('bad-input', `"${file}" is not a whole path: begin it at the root.`)
    }
    if (!/\.ya?ml$/i.test(file)) {
      throw new Refusal('bad-input', `${basename(file)} is no Compose file: choose files that end in .yaml or .yml.`)
    }
  }
  const folder = dirname(files[0] ?? '')
  // Variables of the shell are given as they are now, and without what makes `process.env` more than a record.
  const { design, ...made } = await work.importCompose({
    files,
    design: join(folder, 'design.microcosm.yaml'),
    environment: { ...environment },
    override: override === true,
  })
  const name = `${toFileStem(design?.name)}.microcosm.yaml`
  return { ...made, folder, name }
}
