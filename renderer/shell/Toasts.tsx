import { useStore } from 'zustand'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { closeToast, type Toast, toastStore } from '../state/toast-store.ts'

const icons = { good: 'circle-check', bad: 'circle-alert', note: 'info' } as const

/** The short messages at the window's corner. */
export function Toasts() {
  const toasts = useStore(toastStore, (state) => state.toasts)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

function OneToast({ toast }: { toast: Toast }) {
  const { action } = toast
  return (
    <div className={`toast toast-${toast.kind}`}>
      <Icon name={icons[toast.kind]} />
      <p className="selectable">{toast.message}</p>
      {action && (
        <Button
          variant="ghost"
          onClick={() => {
            closeToast(toast.id)
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="x" label={t('Close')} size={14} onClick={() => closeToast(toast.id)} />
    </div>
  )
}
