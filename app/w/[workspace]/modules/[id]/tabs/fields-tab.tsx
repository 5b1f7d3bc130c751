'use client'

import { useEffect, useRef } from 'react'
import { type FieldPathValue, useForm } from 'react-hook-form'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { formatNumber } from '@/components/ui/format-number'
import { Input, Textarea } from '@/components/ui/input'
import { RelativeTime } from '@/components/ui/relative-time'
import { Select } from '@/components/ui/select'
import type { ParsedModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import { patchFrontMatter } from '@/lib/schemas/front-matter/patch-front-matter'
import type { ModuleProblem } from '@/lib/schemas/modules/module'
import { normalizePath } from '@/lib/schemas/modules/module-path'
import { ACTIVATION_HINTS, ACTIVATION_OPTIONS, PRIORITY_OPTIONS } from '../../field-options'
import type { OpenModule } from '../open-module'
import { type FieldValues, toFieldValues, toFrontMatterChange } from './fields'
import { RuleFields } from './rule-fields'

type FieldsTabProps = {
  module: OpenModule
  source: string
  parsed: ParsedModuleFile
  onChange: (source: string) => void
  isReadOnly: boolean
  tokenCount: number | undefined
}

/** The front matter as a form. It writes each change into the source, and follows the source when that is edited. */
export function FieldsTab({ module, source, parsed, onChange, isReadOnly, tokenCount }: FieldsTabProps) {
  const form = useForm<FieldValues>({ defaultValues: toFieldValues(parsed.metadata), disabled: isReadOnly })
  const written = useRef(source)
  useEffect(() => {
    // What the form wrote itself must not come back: it would trim the comma that is being typed.
    if (source === written.current) return
    written.current = source
    form.reset(toFieldValues(parsed.metadata))
  }, [source, parsed, form])

  const emit = (field: keyof FieldValues) => {
    written.current = patchFrontMatter(source, toFrontMatterChange(field, form.getValues()))
    onChange(written.current)
  }
  const set = <K extends keyof FieldValues>(field: K, value: FieldPathValue<FieldValues, K>) => {
    form.setValue(field, value)
    emit(field)
  }
  const register = (
    field: 'name' | 'description' | 'category' | 'tags' | 'dependencies' | 'usageScope' | 'versionLabel',
  ) => ({
    ...form.register(field, { onChange: () => emit(field) }),
    // in the page of the server too, where nothing is registered
    defaultValue: form.formState.defaultValues?.[field] ?? '',
  })
  const errorOf = (key: string) => messageOf(parsed.problems, key)

  const broken = parsed.problems.find(({ path, severity }) => severity === 'error' && path === undefined)
  const activation = form.watch('activation')
  return (
    <form className="flex flex-col gap-4 p-4" onSubmit={(event) => event.preventDefault()} aria-label="Front matter">
      {broken && (
        <Notice tone="warning" title={broken.message}>
          Mend it in the source: until then the form cannot write into it.
        </Notice>
      )}
      <fieldset disabled={isReadOnly || broken !== undefined} className="contents">
        <Field label="Name" error={errorOf('name')}>
          {(control) => <Input {...control} {...register('name')} autoComplete="off" />}
        </Field>
        <Field
          label="Description"
          hint="What it is for; retrieval and readers go by it."
          error={errorOf('description')}
        >
          {(control) => <Textarea {...control} {...register('description')} rows={3} />}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Category" error={errorOf('category')}>
            {(control) => <Input {...control} {...register('category')} autoComplete="off" />}
          </Field>
          <Field label="Priority" error={errorOf('priority')}>
            {(control) => (
              <Select
                {...control}
                value={form.watch('priority')}
                onValueChange={(value) => set('priority', value)}
                options={PRIORITY_OPTIONS}
                disabled={isReadOnly || broken !== undefined}
              />
            )}
          </Field>
        </div>
        <Field label="Tags" hint="Separated by commas." error={errorOf('tags')}>
          {(control) => <Input {...control} {...register('tags')} autoComplete="off" />}
        </Field>
        <Field label="Activation" hint={ACTIVATION_HINTS[activation]} error={errorOf('activation')}>
          {(control) => (
            <Select
              {...control}
              value={activation}
              onValueChange={(value) => set('activation', value)}
              options={ACTIVATION_OPTIONS}
              disabled={isReadOnly || broken !== undefined}
            />
          )}
        </Field>
        {activation === 'rule' && (
          <RuleFields
            mode={form.watch('ruleMode')}
            rules={form.watch('rules')}
            error={errorOf('rules')}
            onMode={(mode) => set('ruleMode', mode)}
            onRules={(rules) => set('rules', rules)}
          />
        )}
        <Field
          label="Dependencies"
          hint="Ids of the modules this one needs, separated by commas."
          error={errorOf('dependencies')}
        >
          {(control) => (
            <Input {...control} {...register('dependencies')} className="font-mono text-xs" autoComplete="off" />
          )}
        </Field>
        <Field label="Usage scope" hint="Where it applies, in words." error={errorOf('usage_scope')}>
          {(control) => <Input {...control} {...register('usageScope')} autoComplete="off" />}
        </Field>
        <Field
          label="Version label"
          hint="Yours, kept as written; versions are numbered anyway."
          error={errorOf('version')}
        >
          {(control) => <Input {...control} {...register('versionLabel')} autoComplete="off" />}
        </Field>
      </fieldset>
      <Facts module={module} parsed={parsed} tokenCount={tokenCount} />
    </form>
  )
}

function messageOf(problems: ModuleProblem[], key: string): string | undefined {
  return problems.find(({ path }) => path === key)?.message
}

/** What is computed, and what Loadout does not know but keeps. */
function Facts({ module, parsed, tokenCount }: Pick<FieldsTabProps, 'module' | 'parsed' | 'tokenCount'>) {
  const unknown = Object.entries(parsed.unknown)
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 border-t pt-4 text-sm [&>dt]:text-fg-faint">
      <dt>Id</dt>
      <dd className="truncate font-mono text-xs">{module.id}</dd>
      <dt>Tokens</dt>
      <dd className="tabular">{tokenCount === undefined ? '…' : formatNumber(tokenCount)}</dd>
      <dt>Last updated</dt>
      <dd>
        <RelativeTime date={module.lastUpdated} />
        {module.author?.name && ` by ${module.author.name}`}
      </dd>
      <dt>Chosen</dt>
      <dd>
        {formatNumber(module.timesChosen)} {module.timesChosen === 1 ? 'time' : 'times'}
        {module.lastAccessedAt && (
          <>
            , last <RelativeTime date={module.lastAccessedAt} />
          </>
        )}
      </dd>
      {module.path && (
        <>
          <dt>Imported from</dt>
          <dd className="truncate font-mono text-xs">{normalizePath(module.path)}</dd>
        </>
      )}
      {unknown.length > 0 && (
        <>
          <dt>Other keys, kept</dt>
          <dd className="flex flex-wrap gap-x-2 font-mono text-xs">
            {unknown.map(([key]) => (
              <span key={key}>{key}</span>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}
