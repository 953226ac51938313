import { existsSync } from 'node:fs'

/** For tests of what is only there once it was built. */
export function requireBuilt(path: string): void {
  if (!existsSync(path)) throw new Error(`${path} is not built: run \`npm run build\` first, or \`npm test -- core\`, which does.`)
}
