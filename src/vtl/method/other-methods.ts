import type {JavaIterator} from '../value/iterator.js'
import {JavaChar, type JavaClass} from '../value/value.js'
import {methodTable} from './method-table.js'
import {notComparable} from './number-methods.js'

/** The methods of java.lang.Boolean. */
export const booleanMethods = methodTable<boolean>({
  'booleanValue()': (self) => self,
  'compareTo(object)': (self, [other = null], meter) => {
    if (typeof other !== 'boolean') throw notComparable(other, meter)
    return Number(self) - Number(other)
  },
  'parseBoolean(string)': (_, [text = null]) => typeof text === 'string' && text.toLowerCase() === 'true',
  'valueOf(string)': (_, [text = null]) => typeof text === 'string' && text.toLowerCase() === 'true',
})

/** The methods of java.lang.Character. */
export const charMethods = methodTable<JavaChar>({
  'charValue()': (self) => self,
  'compareTo(object)': (self, [other = null], meter) => {
    if (!(other instanceof JavaChar)) throw notComparable(other, meter)
    return self.character.charCodeAt(0) - other.character.charCodeAt(0)
  },
  'isDigit(char)': (_, [value = null]) => isMatch(value, /^\p{Nd}$/u),
  'isLetter(char)': (_, [value = null]) => isMatch(value, /^\p{L}$/u),
  'isLetterOrDigit(char)': (_, [value = null]) => isMatch(value, /^[\p{L}\p{Nd}]$/u),
  'isUpperCase(char)': (_, [value = null]) => isMatch(value, /^\p{Uppercase}$/u),
  'isLowerCase(char)': (_, [value = null]) => isMatch(value, /^\p{Lowercase}$/u),
  'toUpperCase(char)': (_, [value = null]) => changeCase(value, (character) => character.toUpperCase()),
  'toLowerCase(char)': (_, [value = null]) => changeCase(value, (character) => character.toLowerCase()),
})

function isMatch(value: unknown, expression: RegExp): boolean {
  return value instanceof JavaChar && expression.test(value.character)
}

/** A character whose other case is more than one character keeps its own. */
function changeCase(value: unknown, change: (character: string) => string): JavaChar {
  const character = value instanceof JavaChar ? value.character : ''
  const changed = change(character)
  return new JavaChar(changed.length === 1 ? changed : character)
}

/** The methods of java.util.Iterator. */
export const iteratorMethods = methodTable<JavaIterator>({
  'hasNext()': (self) => self.hasNext(),
  'next()': (self, _, meter) => self.next(meter),
})

/** The methods of java.lang.Class that are harmless: API Gateway allows no others either. */
export const classMethods = methodTable<JavaClass>({
  'getName()': (self) => self.name,
  'getSimpleName()': (self) => self.name.replace(/^.*[.$]/, ''),
})
