import type {Missing} from '../cli/missing-value.js'
import {isAmount} from '../project/observe/stage-alarms.js'
import type {AlarmWords} from '../project/observe/stage-alarms.js'
import {askChoice, askText} from '../ui/prompt.js'

type Ask = <Value>(missing: Missing<Value>) => Promise<Value>

/** The words with the answers to what is missing: which alarms, and for one of one's own, which of the metrics and limit. */
export async function askAlarm(words: AlarmWords, metrics: readonly string[], ask: Ask): Promise<AlarmWords> {
  const {name, metric, above, below} = words
  const isOpen = !words.recommended && name === undefined && metric === undefined
  const recommended = words.recommended || (isOpen && (await ask(whichAlarms)) === 'recommended')
  if (recommended) return {...words, recommended, notify: words.notify ?? (await notified(isOpen, ask))}
  return {
    ...words,
    name: name ?? (await ask(nameMissing)),
    metric: metric ?? (await ask(metricMissing(metrics))),
    above: above ?? (below === undefined ? await ask(limitMissing) : undefined),
    notify: words.notify ?? (await notified(isOpen, ask)),
  }
}

const whichAlarms: Missing<'recommended' | 'own'> = {
  flag: '--recommended, or --name, --metric and --above',
  what: 'Which alarms to make',
  question: () =>
    askChoice('Which alarms?', [
      {name: 'the recommended set', value: 'recommended', hint: 'errors, latency, and what else AWS recommends'},
      {name: 'one of your own', value: 'own', hint: 'a metric and a limit'},
    ]),
  said: (answer) => ({flags: answer === 'recommended' ? ['--recommended'] : []}),
}

const nameMissing: Missing<string> = {
  flag: '--name NAME',
  what: 'The name of the alarm',
  question: () =>
    askText('What shall the alarm be called?', {validate: (text) => text.trim() !== '' || 'A name is needed.'}),
  said: (name) => ({flags: ['--name', name]}),
}

function metricMissing(metrics: readonly string[]): Missing<string> {
  return {
    flag: `--metric ${metrics.join('|')}`,
    what: 'The metric',
    question: () => askChoice('Which metric?', metrics.map((name) => ({name, value: name}))), // prettier-ignore
    said: (metric) => ({flags: ['--metric', metric]}),
  }
}

const limitMissing: Missing<string> = {
  flag: '--above LIMIT or --below LIMIT',
  what: 'The limit',
  question: () =>
    askText('Alarm above which value (1%, 2s, 100)?', {
      validate: (text) => isAmount(text) || 'It is a number, per cents or a time: 1%, 2s, 100.',
    }),
  said: (limit) => ({flags: ['--above', limit]}),
}

/** Only somebody who is there is asked: an alarm can be without anyone who is told. */
async function notified(isWizard: boolean, ask: Ask): Promise<readonly string[] | undefined> {
  if (!isWizard) return undefined
  const arn = await ask<string>({
    flag: '--notify ARN',
    what: 'Who is told',
    question: () =>
      askText('Who is told (ARN of an SNS topic; optional)?', {
        validate: (text) => text === '' || /^arn:[\w-]+:\S+$/.test(text) || 'It is an ARN: arn:aws:sns:….',
      }),
    said: (answer) => ({flags: answer === '' ? [] : ['--notify', answer]}),
  })
  return arn === '' ? undefined : [arn]
}
