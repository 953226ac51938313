import { edgesTo, type FaultAccess, isStub, plannedOf } from './fault-access.ts'
import { addedMs } from './mesh-faults.ts'
import type { Strike } from './strike.ts'

/** How a fault is brought about, in words. */
export function mechanismOf(strike: Strike, run: FaultAccess): string {
  const { effects, resolved } = strike
  const { down, paused, memoryBytes } = effects.replica ?? {}
  const each = containers(strike, run)
  const said = [
    down && `Docker killed ${each} (SIGKILL)${effects.endsItself && resolved.fault.for === undefined ? ' and starts them again' : ''}`,
    paused && `Docker froze ${each} (cgroup freezer)`,
    memoryBytes !== undefined && `Docker bounds the memory of ${each} (cgroup); what uses more is killed`,
    effects.wanted !== undefined &&
      `Docker runs ${effects.wanted} ${effects.wanted === 1 ? 'container' : 'containers'} of ${resolved.components.join(', ')}`,
    ...resolved.components.flatMap((id) => onRequests(id, strike, run)),
    resolved.connections.length > 0 &&
      (effects.connection?.unresolved
        ? `the stub that calls over ${resolved.connections.join(', ')} finds no address (ENOTFOUND)`
        : onConnections(strike)),
  ]
  return said.filter(Boolean).join('; ')
}

function containers({ strikes, resolved }: Strike, { board }: FaultAccess): string {
  const count = resolved.components.reduce((sum, id) => sum + board.replicasOf(id).filter(strikes).length, 0)
  return count === 1 ? 'one container' : `${count} containers`
}

function onRequests(id: string, { effects: { replica = {} } }: Strike, run: FaultAccess): string[] {
  const { slow, errors, cores } = replica
  const component = plannedOf(run, id)
  const edges = edgesTo(run, id).join(', ')
  const said: string[] = []
  if (cores !== undefined && isStub(component)) said.push(`${component.label}'s stub shares ${coresText(cores)} among its requests`)
  else if (cores !== undefined) said.push(`Docker gives each container of ${component.label} ${coresText(cores)} (CFS quota)`)
  if (slow !== undefined && isStub(component)) said.push(`${component.label}'s stub works ${slow} times as long`)
  else if (slow !== undefined)
    said.push(
      `the mesh delays each request to ${component.label} by ${addedMs(run, id, slow).toFixed(1)} ms, ${slow - 1} times its designed work`,
    )
  if (errors !== undefined && isStub(component)) said.push(`the stub of ${component.label} answers them with an error`)
  else if (errors !== undefined) said.push(`the mesh ends them on ${edges}`)
  return said
}

function coresText(cores: number): string {
  return `${cores} ${cores === 1 ? 'core' : 'cores'}`
}

function onConnections({ effects: { connection = {} }, resolved }: Strike): string {
  const { addMs, jitterMs, loss, bitsPerSecond, cut, errors, resets } = connection
  const what = [
    addMs !== undefined && `holds requests for ${addMs} ms${jitterMs ? ` ± ${jitterMs} ms` : ''} on their way there`,
    loss !== undefined && 'sends what is lost again after 200 ms, doubling each time',
    bitsPerSecond !== undefined && `lets ${bitsPerSecond} bit/s through each way`,
    cut && `swallows ${cut === 'there' ? 'requests' : cut === 'back' ? 'answers' : 'everything'}`,
    resets !== undefined && 'resets the connections of calls',
    errors !== undefined && 'ends requests: HTTP with status 500, other protocols with their error or a reset',
  ]
  return `the mesh ${what.filter(Boolean).join(', ')} on ${resolved.connections.join(', ')}`
}
