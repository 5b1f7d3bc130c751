'use client'

import { Plus, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { RuleKind, RuleRow } from './fields'

const KINDS: { value: RuleKind; label: string; placeholder: string }[] = [
  { value: 'keyword', label: 'Keyword', placeholder: 'refund' },
  { value: 'intent', label: 'Intent', placeholder: 'troubleshooting' },
  { value: 'tag', label: 'Tag', placeholder: 'billing' },
  { value: 'model', label: 'Model', placeholder: 'claude-*' },
  { value: 'profileKey', label: 'Profile key', placeholder: 'plan' },
  { value: 'glob', label: 'Path', placeholder: 'src/**/*.ts' },
]

type RuleFieldsProps = {
  mode: 'any' | 'all'
  rules: RuleRow[]
  error: string | undefined
  onMode: (mode: 'any' | 'all') => void
  onRules: (rules: RuleRow[]) => void
}

export function RuleFields({ mode, rules, error, onMode, onRules }: RuleFieldsProps) {
  const replace = (index: number, row: RuleRow) => onRules(rules.map((rule, at) => (at === index ? row : rule)))
  return (
    <fieldset className="flex flex-col gap-2 rounded-md border p-3">
      <legend className="px-1 font-medium text-sm">Rules</legend>
      <Select
        aria-label="How rules combine"
        value={mode}
        onValueChange={onMode}
        options={[
          { value: 'any', label: 'Any of these matches' },
          { value: 'all', label: 'All of these match' },
        ]}
      />
      {rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity, and are edited in place
        <div key={index} className="flex gap-2">
          <Select
            aria-label={`Kind of rule ${index + 1}`}
            className="w-32 shrink-0"
            value={rule.kind}
            onValueChange={(kind) => replace(index, { ...rule, kind })}
            options={KINDS}
          />
          <Input
            aria-label={`Value of rule ${index + 1}`}
            value={rule.value}
            placeholder={KINDS.find(({ value }) => value === rule.kind)?.placeholder}
            onChange={(event) => replace(index, { ...rule, value: event.target.value })}
          />
          <Button
            variant="ghost"
            size="icon"
            aria-label={`Remove rule ${index + 1}`}
            onClick={() => onRules(rules.filter((_, at) => at !== index))}
          >
            <X />
          </Button>
        </div>
      ))}
      {error && <p className="text-danger text-xs">{error}</p>}
      <Button
        variant="ghost"
        size="sm"
        className="self-start"
        onClick={() => onRules([...rules, { kind: 'keyword', value: '' }])}
      >
        <Plus />
        Add a rule
      </Button>
    </fieldset>
  )
}
