import { readFileSync } from 'node:fs'
import { hostname, uptime } from 'node:os'

/**
 * Which process a run belongs to, so that a later one can tell whether that process still lives. A process id alone is used
 * again; with the machine's boot and the process's start it is not.
 */
export interface Owner {
  host: string
  boot: string
  pid: string
  started: string
}

export function thisOwner(): Owner {
  return { host: hostname(), boot: bootOfHost(), pid: String(process.pid), started: startOf(process.pid) }
}

/** Whether the owner's process lives. A process on another host cannot be seen and counts as living. */
export function isAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return true
  if (!isSameBoot(owner.boot, bootOfHost())) return false
  const pid = Number(owner.pid)
  try {
    process.kill(pid, 0)
  } catch (error) {
    // A process of another user exists although it may not be signalled.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return startOf(pid) === owner.started
}

function bootOfHost(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return `seconds ${Math.round(Date.now() / 1000 - uptime())}`
  }
}

/** Where only the moment of the boot is known, clocks that are set right may move it a little. */
function isSameBoot(one: string, other: string): boolean {
  if (!one.startsWith('seconds ') || !other.startsWith('seconds ')) return one === other
  return Math.abs(Number(one.slice(8)) - Number(other.slice(8))) < 120
}

/** Start of a process in ticks since the boot (field 22 of /proc/PID/stat); empty where the system does not tell. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
