import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Output } from '../../app/bridge/requests.ts'
import { request, toMessage } from '../bridge.ts'

/** Whether Docker answers; null: not known yet. */
export const dockerStore = createStore<{ status: Output<'docker.status'> | null }>(() => ({ status: null }))

export function useDockerStatus(): Output<'docker.status'> | null {
  return useStore(dockerStore, (state) => state.status)
}

/** Asks again: at the start, when the window comes back to the front, and after a live run could not start. */
export async function readDockerStatus(): Promise<void> {
  try {
    dockerStore.setState({ status: await request('docker.status', {}) })
  } catch (error) {
    dockerStore.setState({ status: { available: false, message: toMessage(error), leftBehind: 0 } })
  }
}
