// npm run parity: writes docs/parity.md, what each field of a design does in the prediction, in a run on Docker and in a Compose file.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parityRows, toParityMarkdown } from './parity/table.mjs'
import { projectRoot, say } from './setup/shell.mjs'

const rows = parityRows()
writeFileSync(join(projectRoot, 'docs', 'parity.md'), toParityMarkdown(rows))
say(`docs/parity.md: ${rows.length} fields.`)
