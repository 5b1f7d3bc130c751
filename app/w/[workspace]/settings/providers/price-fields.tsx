'use client'

import { useEffect, useRef, useState } from 'react'
import { Input } from '@/components/ui/input'
import type { ModelPrices } from '@/lib/schemas/workspaces/provider'
import { toNumber } from './to-number'

const FIELDS = [
  { name: 'input', placeholder: '$ in' },
  { name: 'output', placeholder: '$ out' },
] as const

type PriceFieldsProps = {
  modelId: string
  initial: ModelPrices | undefined
  /** They were taken from the list just now: the button that did it is gone. */
  isTaken: boolean
  /** Undefined while one of the two is empty. */
  onChange: (prices: ModelPrices | undefined) => void
}

export function PriceFields({ modelId, initial, isTaken, onChange }: PriceFieldsProps) {
  const [texts, setTexts] = useState({ input: `${initial?.input ?? ''}`, output: `${initial?.output ?? ''}` })
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isTaken) first.current?.focus()
  }, [isTaken])
  const change = (name: 'input' | 'output', text: string) => {
    const next = { ...texts, [name]: text }
    setTexts(next)
    const input = toNumber(next.input)
    const output = toNumber(next.output)
    // whoever sets a price of their own has no other one for what was cached
    const cachedInput = input === initial?.input ? initial?.cachedInput : input
    const isWhole = input !== undefined && output !== undefined && cachedInput !== undefined
    onChange(isWhole ? { input, cachedInput, output } : undefined)
  }
  return FIELDS.map(({ name, placeholder }) => (
    <Input
      key={name}
      ref={name === 'input' ? first : undefined}
      aria-label={`${modelId}: dollars for a million ${name} tokens`}
      className="tabular h-7 w-16"
      inputMode="decimal"
      placeholder={placeholder}
      value={texts[name]}
      onChange={(event) => change(name, event.target.value)}
    />
  ))
}
