'use client'

import { Search } from 'lucide-react'
import { type Ref, useEffect, useState } from 'react'
import { Input } from '@/components/ui/input'
import { Kbd } from '@/components/ui/kbd'

type SearchBoxProps = {
  value: string
  onChange: (value: string) => void
  /** Whether what is typed is ahead of `value`, at once. */
  onTyping: (isTyping: boolean) => void
  /** Arrow down: on to what is found. */
  onLeave: () => void
  ref: Ref<HTMLInputElement>
}

/** Tells its value when typing pauses. */
export function SearchBox({ value, onChange, onTyping, onLeave, ref }: SearchBoxProps) {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    setText(value)
  }
  const isTyping = text.trim() !== value.trim()
  useEffect(() => onTyping(isTyping), [isTyping, onTyping])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text), 200)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  return (
    <div className="relative min-w-0 max-w-md flex-1">
      <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-fg-faint" aria-hidden />
      <Input
        ref={ref}
        type="search"
        aria-label="Search modules"
        placeholder="Search names and contents"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') event.currentTarget.blur()
          if (event.key === 'Enter') onChange(text)
          if (event.key === 'ArrowDown' && !isTyping) {
            event.preventDefault()
            onLeave()
          }
        }}
        className="pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {text === '' && <Kbd shortcut="/" className="pointer-events-none absolute top-1.5 right-2" />}
    </div>
  )
}
