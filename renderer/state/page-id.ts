/**
 * Under which name this page keeps its drafts. A page that is loaded again in the same tab, also after a crash, has the same name
 * and finds its own again; a tab that was duplicated gets another.
 */
let id = ''

const key = 'microcosm.page'
/** A page that is being left lets go of its name a moment later. */
const longestWaitMs = 400

export function pageId(): string {
  return id
}

export async function claimPageId(): Promise<void> {
  const before = readSession(key)
  if (before !== null && (await hold(before))) {
    id = before
    return
  }
  id = crypto.randomUUID()
  writeSession(key, id)
  await hold(id)
}

/** null: there is none, or the browser keeps nothing. */
export function readSession(name: string): string | null {
  try {
    return sessionStorage.getItem(name)
  } catch {
    return null
  }
}

export function writeSession(name: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, value)
  } catch {
    // A browser that keeps nothing offers the draft in a dialog instead.
  }
}

/** Holds the name as long as this page lives; false: another page holds it. */
function hold(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { signal: AbortSignal.timeout(longestWaitMs) }
    const held = () => {
      resolve(true)
      return new Promise<void>(() => {})
    }
    navigator.locks.request(`microcosm-page-${name}`, options, held).catch(() => resolve(false))
  })
}
