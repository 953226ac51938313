import type { Output } from '../../app/bridge/requests.ts'
import { readDesignFile } from '../files/design-file.ts'

export interface Host {
  host: 'electron' | 'web'
  nativeDialogs: boolean
  version: string
  platform: string
}

/**
 * `named` is the design named when the program was started. Where it cannot be read, `onUnreadable` has the page open it like any
 * other file, so that the person gets the same sentence in the same place.
 */
export async function hello(host: Host, named: string | undefined, onUnreadable: (path: string) => void): Promise<Output<'app.hello'>> {
  if (named === undefined) return { ...host }
  try {
    return { ...host, open: await readDesignFile(named) }
  } catch {
    onUnreadable(named)
    return { ...host }
  }
}
