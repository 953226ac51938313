import { createStore } from 'zustand/vanilla'

/** A short message at the window's corner. What a person must answer is a dialog instead. */
export interface Toast {
  id: number
  kind: 'good' | 'bad' | 'note'
  message: string
  action?: { label: string; run: () => void } | undefined
}

export const toastStore = createStore<{ toasts: Toast[] }>(() => ({ toasts: [] }))

const goodMs = 3500
const noteMs = 6000
let lastId = 0

/** Failures stay until they are closed; the rest goes by itself. */
export function showToast(kind: Toast['kind'], message: string, action?: Toast['action']): void {
  lastId += 1
  const toast: Toast = { id: lastId, kind, message, action }
  toastStore.setState(({ toasts }) => ({ toasts: [...toasts.filter((other) => other.message !== message), toast].slice(-4) }))
  if (kind !== 'bad') setTimeout(() => closeToast(toast.id), kind === 'good' ? goodMs : noteMs)
}

export function closeToast(id: number): void {
  toastStore.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
}
