import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Payload } from '../../app/bridge/events.ts'
import { withLines } from './log-lines.ts'

export type LogLine = Payload<'run.log'>['lines'][number]

/** What the containers of the live run wrote, by component. */
export const logStore = createStore<{ lines: Record<string, LogLine[]> }>(() => ({ lines: {} }))

const none: LogLine[] = []

export function useLog(component: string | null): LogLine[] {
  return useStore(logStore, (state) => (component === null ? none : (state.lines[component] ?? none)))
}

export function appendLog(component: string, lines: LogLine[]): void {
  logStore.setState((state) => ({ lines: { ...state.lines, [component]: withLines(state.lines[component] ?? none, lines) } }))
}

/** Before a component is followed again: its last lines are sent anew. */
export function forgetLog(component: string): void {
  logStore.setState((state) => ({ lines: { ...state.lines, [component]: none } }))
}

export function forgetLogs(): void {
  logStore.setState({ lines: {} })
}
