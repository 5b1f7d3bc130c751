import { cn } from '@/components/ui/cn'

/** Text of a chunk or context that its source does not have at this place. */
export function InsertedText({ text, className }: { text: string; className?: string }) {
  return (
    <span
      className={cn('underline decoration-dashed decoration-fg-faint underline-offset-2', className)}
      title="Not in the source at this place: the head of a table or the fence of code, repeated where it is cut, or what stands for data that is left out"
    >
      {text}
    </span>
  )
}
