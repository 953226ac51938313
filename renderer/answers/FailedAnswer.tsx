import { Icon } from '../parts/Icon.tsx'

/** Why a question has no answer. */
export function FailedAnswer({ message }: { message: string }) {
  return (
    <p className="answer-failed selectable" role="alert">
      <Icon name="circle-exclamation-point" size={14} /> {message}
    </p>
  )
}
