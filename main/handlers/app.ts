import type { Output } from '../../app/bridge/requests.ts'
import { type DesignFile, readDesignFile } from '../files/design-file.ts'

export interface Host {
  host: 'electron' | 'web'
  nativeDialogs: boolean
  version: string
  platform: string
}

/** `named` is the design named when the program was started; a file that cannot be read is left to the page's own messages. */
export async function hello(host: Host, named: string | undefined): Promise<Output<'app.hello'>> {
  const open = named === undefined ? undefined : await readNamed(named)
  return { ...host, ...(open ? { open } : {}) }
}

/** The program starts all the same when the named file cannot be read, and says so where it was started. */
async function readNamed(path: string): Promise<DesignFile | undefined> {
  try {
    return await readDesignFile(path)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return undefined
  }
}
