'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { NEW_CHANGE, useChangeOptions } from '@/components/changes/use-change-options'
import { reviewQuery } from '@/components/data/review-query'
import { Choice } from '@/components/ui/choice'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { LIMITS } from '@/lib/schemas/limits'
import type { ImportChoices } from './import-plan'

type ChangeChoiceProps = { choices: ImportChoices; onChoose: (choices: Partial<ImportChoices>) => void }

/** Whether what is imported becomes edits of a change request, and of which; chosen at first where review is required. */
export function ChangeChoice({ choices: { change }, onChoose }: ChangeChoiceProps) {
  const review = useQuery(reviewQuery())
  const options = useChangeOptions('production', { enabled: change !== null })
  const isRequired = review.data?.review === 'required'
  const hasSuggested = useRef(false)
  useEffect(() => {
    if (!isRequired || hasSuggested.current) return
    hasSuggested.current = true
    onChoose({ change: { title: '' } })
  }, [isRequired, onChoose])
  return (
    <div className="space-y-2">
      <Choice
        isOn={change !== null}
        onChange={(isOn) => onChoose({ change: isOn ? { title: '' } : null, publish: true })}
        label="Import as a change request"
        hint={
          isRequired
            ? 'This workspace requires review: nothing is published without one.'
            : 'Nothing changes in production until it is merged.'
        }
      />
      {change && (
        <div className="space-y-2 pl-6">
          {options && (
            <Select
              aria-label="Add them to"
              className="w-full"
              value={'number' in change ? `${change.number}` : NEW_CHANGE}
              onValueChange={(into) =>
                onChoose({ change: into === NEW_CHANGE ? { title: '' } : { number: Number(into) } })
              }
              options={options}
            />
          )}
          {'title' in change && (
            <Input
              aria-label="Title of the change request"
              placeholder="Title; else it says how many files"
              value={change.title}
              maxLength={LIMITS.titleLength}
              autoComplete="off"
              onChange={(event) => onChoose({ change: { title: event.target.value } })}
            />
          )}
        </div>
      )}
    </div>
  )
}
