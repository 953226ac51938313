import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder for settings, recent files and drafts: each system's usual place, or MICROCOSM_HOME, which tests use to stay
 * away from the person's own.
 */
export function userFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home = homedir()): string {
  if (env.MICROCOSM_HOME) return env.MICROCOSM_HOME
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Microcosm')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Microcosm')
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'microcosm')
}
