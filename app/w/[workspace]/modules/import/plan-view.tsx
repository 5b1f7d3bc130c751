'use client'

import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Notice } from '@/components/ui/error-state'
import type { FolderField } from '@/lib/schemas/imports/module-import'
import { LIMITS } from '@/lib/schemas/limits'
import { ChangeChoice } from './change-choice'
import {
  canUnarchive,
  type ImportChoices,
  isGivenId,
  isReplacing,
  isWanted,
  type PlannedResult,
  wantedFiles,
} from './import-plan'
import type { ImportState } from './import-state'
import {
  choiceOfIds,
  choiceOfTwins,
  choiceToMove,
  choiceToReplace,
  choiceToUnarchive,
  confirmLabel,
  describeAlways,
  describeGuessed,
  describeUnsearched,
  labelPropose,
  tellTooMany,
} from './import-words'
import { ResultList } from './result-list'

type PlanViewProps = {
  state: ImportState
  onChoose: (choices: Partial<ImportChoices>) => void
  onConfirm: () => void
  onCancel: () => void
}

/** What an import would do, and what may be chosen of it, before anything is changed. */
export function PlanView({ state, onChoose, onConfirm, onCancel }: PlanViewProps) {
  const { plan, files, choices } = state
  const count = wantedFiles(files, plan, choices).length
  const countOf = (...plans: PlannedResult['plan'][]) => plan.filter((result) => plans.includes(result.plan)).length
  const [renamed, twins] = [countOf('renamed'), countOf('duplicate', 'renamed')]
  const withIds = plan.flatMap(({ path, pathId }) => (pathId === undefined ? [] : [path]))
  const clashes = plan.filter((result) => isReplacing(result) && !isGivenId(result, choices)).length
  const giveIds = (paths: string[], isOn: boolean) =>
    onChoose({ idsFromPath: [...choices.idsFromPath.filter((path) => !paths.includes(path)), ...(isOn ? paths : [])] })
  const archived = plan.filter(({ isArchived }) => isArchived).length
  const hasFolders = files.some(({ path }) => path.includes('/'))
  const toggle = (field: FolderField) => (isOn: boolean) =>
    onChoose({ fromFolders: [...choices.fromFolders.filter((each) => each !== field), ...(isOn ? [field] : [])] })
  return (
    <>
      {/* on a small screen all of it scrolls, so that the buttons stay in sight */}
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        <Named paths={state.guessed} tell={describeGuessed} />
        <ActivationNotices plan={plan.filter((result) => isWanted(result, choices))} />
        <ResultList
          results={plan}
          kindOf={(result) => result.plan}
          leftOut={state.leftOut}
          ids={{ given: choices.idsFromPath, give: (path, isOn) => giveIds([path], isOn) }}
        />
        <fieldset className="space-y-2 border-t px-3 py-2.5 text-sm">
          <legend className="sr-only">Choices</legend>
          {withIds.length > 0 && (
            <Choice
              isOn={withIds.every((path) => choices.idsFromPath.includes(path))}
              onChange={(isOn) => giveIds(withIds, isOn)}
              {...choiceOfIds(withIds.length)}
            />
          )}
          {clashes > 0 && (
            <Choice
              isOn={choices.replaceClashes}
              onChange={(replaceClashes) => onChoose({ replaceClashes })}
              {...choiceToReplace(clashes)}
            />
          )}
          {archived > 0 && canUnarchive(choices) && (
            <Choice
              isOn={choices.unarchive}
              onChange={(unarchive) => onChoose({ unarchive })}
              {...choiceToUnarchive(archived)}
            />
          )}
          {renamed > 0 && (
            <Choice
              isOn={choices.moveRenamed && !choices.importTwins}
              onChange={(moveRenamed) => onChoose({ moveRenamed, importTwins: false })}
              {...choiceToMove(renamed)}
            />
          )}
          {twins > 0 && (
            <Choice
              isOn={choices.importTwins}
              onChange={(importTwins) => onChoose({ importTwins })}
              {...choiceOfTwins(twins)}
            />
          )}
          {hasFolders && (
            <>
              <Choice
                isOn={choices.fromFolders.includes('category')}
                onChange={toggle('category')}
                label="Category: the folder a file is in"
              />
              <Choice
                isOn={choices.fromFolders.includes('tags')}
                onChange={toggle('tags')}
                label="Tags: the folders above it"
                hint="What a file’s own front matter says comes first."
              />
            </>
          )}
          <ChangeChoice choices={choices} onChoose={onChoose} />
          <Choice
            isOn={!choices.publish && choices.change === null}
            onChange={(isDraft) => onChoose({ publish: !isDraft, change: null })}
            label="Keep as drafts"
            hint="No answer uses a draft until somebody publishes it."
          />
        </fieldset>
        {choices.change && count > LIMITS.changeEdits && <Notice className="mx-3 mb-2.5" title={tellTooMany(count)} />}
      </div>
      <footer className="flex justify-end gap-2 border-t px-3 py-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button
          variant="primary"
          disabled={count === 0 || (choices.change !== null && count > LIMITS.changeEdits)}
          onClick={onConfirm}
        >
          {choices.change ? labelPropose(count) : confirmLabel(count, choices.publish)}
        </Button>
      </footer>
    </>
  )
}

/** Files that a question does not find by itself: those that come along always, and those that wait. */
function ActivationNotices({ plan }: { plan: PlannedResult[] }) {
  const pathsOf = (of: PlannedResult['activation']) =>
    plan.filter(({ activation }) => activation === of).map(({ path }) => path)
  const waiting = { rule: pathsOf('rule'), manual: pathsOf('manual') }
  return (
    <>
      <Named paths={pathsOf('always')} tell={describeAlways} />
      <Named paths={[...waiting.rule, ...waiting.manual]} tell={() => describeUnsearched(waiting)} />
    </>
  )
}

type NamedProps = { paths: string[]; tell: (paths: string[]) => { title: string; text: string } }

/** A warning that names files. */
function Named({ paths, tell }: NamedProps) {
  if (paths.length === 0) return null
  const { title, text } = tell(paths)
  return (
    <Notice tone="warning" className="mx-3 mb-3" title={title}>
      {text}
    </Notice>
  )
}
