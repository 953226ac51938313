// A copy of the corpus to work on, and a place for designs and exports; all of it goes afterwards.
import { chmod, cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export async function makeWorkplace(corpus) {
  const root = await mkdtemp(join(tmpdir(), 'microcosm-corpus-'))
  await cp(corpus, join(root, 'corpus'), { recursive: true })
  await makeWritable(join(root, 'corpus'))
  let made = 0
  return {
    corpus: join(root, 'corpus'),
    nextFolder() {
      made += 1
      return join(root, `case-${made}`)
    },
    remove: () => rm(root, { recursive: true, force: true }),
  }
}

// The original may be read-only, and so is its copy.
async function makeWritable(folder) {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await makeWritable(join(folder, entry.name))
    else if (entry.isFile()) await chmod(join(folder, entry.name), 0o644)
  }
}
