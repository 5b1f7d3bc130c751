'use client'

import { type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Notice } from '@/components/ui/error-state'
import { formatNumber } from '@/components/ui/format-number'
import type { FolderField } from '@/lib/schemas/module-import'
import { type ImportChoices, isWanted, type PlannedResult, wantedFiles } from './import-plan'
import { ResultList } from './result-list'
import type { ImportState } from './use-import'

type PlanViewProps = {
  state: ImportState
  onChoose: (choices: Partial<ImportChoices>) => void
  onConfirm: () => void
  onCancel: () => void
}

const filesOfCount = (count: number) => `${formatNumber(count)} ${count === 1 ? 'file' : 'files'}`
const MAX_NAMED = 3

/** What an import would do, and what may be chosen of it, before anything is changed. */
export function PlanView({ state, onChoose, onConfirm, onCancel }: PlanViewProps) {
  const { plan, files, choices } = state
  const count = wantedFiles(files, plan, choices).length
  const countOf = (...plans: PlannedResult['plan'][]) => plan.filter((result) => plans.includes(result.plan)).length
  const [clashes, renamed, twins] = [countOf('clash'), countOf('renamed'), countOf('duplicate', 'renamed')]
  const hasFolders = files.some(({ path }) => path.includes('/'))
  const toggle = (field: FolderField) => (isOn: boolean) =>
    onChoose({ fromFolders: [...choices.fromFolders.filter((each) => each !== field), ...(isOn ? [field] : [])] })
  return (
    <>
      <AlwaysNotice plan={plan.filter((result) => isWanted(result.plan, choices))} />
      <ResultList results={plan} kindOf={(result) => result.plan} leftOut={state.leftOut} />
      <fieldset className="space-y-2 border-t px-3 py-2.5 text-sm">
        <legend className="sr-only">Choices</legend>
        {clashes > 0 && (
          <Choice
            isOn={choices.replaceClashes}
            onChange={(replaceClashes) => onChoose({ replaceClashes })}
            hint="They came from other files. A replaced module keeps its history."
          >
            {clashes === 1
              ? 'Replace 1 module by the file that has its id'
              : `Replace ${formatNumber(clashes)} modules by the files that have their ids`}
          </Choice>
        )}
        {renamed > 0 && (
          <Choice
            isOn={choices.moveRenamed && !choices.importTwins}
            onChange={(moveRenamed) => onChoose({ moveRenamed, importTwins: false })}
            hint="They keep their id and history, and come from the new path from now on."
          >
            Move {formatNumber(renamed)} {renamed === 1 ? 'module' : 'modules'} to where their files are now
          </Choice>
        )}
        {twins > 0 && (
          <Choice
            isOn={choices.importTwins}
            onChange={(importTwins) => onChoose({ importTwins })}
            hint="A second module with the same text takes its room in every context."
          >
            Import {filesOfCount(twins)} whose text a module has already
          </Choice>
        )}
        {hasFolders && (
          <>
            <Choice isOn={choices.fromFolders.includes('category')} onChange={toggle('category')}>
              Category: the folder a file is in
            </Choice>
            <Choice isOn={choices.fromFolders.includes('tags')} onChange={toggle('tags')}>
              Tags: the folders above it
            </Choice>
          </>
        )}
        <Choice
          isOn={!choices.publish}
          onChange={(isDraft) => onChoose({ publish: !isDraft })}
          hint="Nothing retrieves a draft until it is published."
        >
          Keep as drafts
        </Choice>
      </fieldset>
      <footer className="flex justify-end gap-2 border-t px-3 py-2">
        <Button onClick={onCancel}>Cancel</Button>
        {count === 0 ? (
          <Button variant="primary" disabled>
            Nothing to import
          </Button>
        ) : (
          <Button variant="primary" onClick={onConfirm}>
            {choices.publish ? 'Publish' : 'Keep'} {filesOfCount(count)}
            {choices.publish ? '' : ' as drafts'}
          </Button>
        )}
      </footer>
    </>
  )
}

function AlwaysNotice({ plan }: { plan: PlannedResult[] }) {
  const always = plan.filter(({ activation }) => activation === 'always').map(({ path }) => path)
  if (always.length === 0) return null
  const more = always.length > MAX_NAMED ? ` and ${formatNumber(always.length - MAX_NAMED)} more` : ''
  return (
    <Notice tone="warning" className="mx-3 mb-3" title={`${filesOfCount(always.length)} will be sent with every query`}>
      {always.slice(0, MAX_NAMED).join(', ')}
      {more}: the front matter says so (alwaysApply, or activation: always).
    </Notice>
  )
}

type ChoiceProps = { isOn: boolean; onChange: (isOn: boolean) => void; hint?: string; children: ReactNode }

function Choice({ isOn, onChange, hint, children }: ChoiceProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-2">
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={isOn}
        onCheckedChange={(next) => onChange(next === true)}
        aria-describedby={hint && `${id}-hint`}
      />
      <div>
        <label htmlFor={id}>{children}</label>
        {hint && (
          <p id={`${id}-hint`} className="text-fg-muted text-xs">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
