// An import as a design file, as a person has it who imports and saves.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { renderDesign } from '../../app/design/write-document.ts'
import { checkText } from '../../main/files/sound-design.ts'
import { importCompose } from '../../main/import-compose.ts'

// { path, text, design }; undefined where it is refused or no sound design.
export async function importInto({ files }, path) {
  const made = importCompose({ files, design: path, environment: {} })
  if (!made.design) return undefined
  const text = renderDesign(made.design)
  if (checkText(text).problems.some(({ severity }) => severity === 'error')) return undefined
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  return { path, text, design: made.design }
}
