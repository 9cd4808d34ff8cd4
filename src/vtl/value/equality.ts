import {classNameOf} from './class-name.js'
import {JavaList, JavaMapView} from './collection.js'
import {JavaEntry, JavaMap} from './java-map.js'
import type {Meter} from './meter.js'
import {doubleOf, formatNumber, isNumber, JavaDouble, type JavaNumber} from './number.js'
import {JavaChar, JavaClass, type Value} from './value.js'

/** Collections inside each other deeper than this are compared no further. */
const maxDepth = 100

/** Java's equals(): the class counts, so an Integer never equals a Long. */
export function equals(left: Value, right: Value, meter: Meter, depth = 0): boolean {
  if (left === right) return true
  if (left === null || right === null || depth > maxDepth) return false
  if (isNumber(left) && isNumber(right)) return equalNumbers(left, right)
  meter.step(1)
  if (left instanceof JavaChar && right instanceof JavaChar) return left.character === right.character
  if (left instanceof JavaClass && right instanceof JavaClass) return left.name === right.name
  if (left instanceof JavaMap && right instanceof JavaMap) return equalMaps(left, right, meter, depth)
  if (left instanceof JavaEntry && right instanceof JavaEntry) {
    return equals(left.key, right.key, meter, depth + 1) && equals(left.value, right.value, meter, depth + 1)
  }
  if (left instanceof JavaList && right instanceof JavaList)
    return equalItems(left.items(), right.items(), meter, depth)
  return left instanceof JavaMapView && right instanceof JavaMapView && equalSets(left, right, meter, depth)
}

function equalNumbers(left: JavaNumber, right: JavaNumber): boolean {
  if (classNameOf(left) !== classNameOf(right)) return false
  if (left instanceof JavaDouble) return Object.is(left.value, doubleOf(right))
  return formatNumber(left) === formatNumber(right)
}

function equalMaps(left: JavaMap, right: JavaMap, meter: Meter, depth: number): boolean {
  if (left.size !== right.size) return false
  for (const {key, value} of left.entries()) {
    const other = right.get(key)
    if (other === undefined || !equals(value, other, meter, depth + 1)) return false
  }
  return true
}

function equalItems(left: readonly Value[], right: readonly Value[], meter: Meter, depth: number): boolean {
  return (
    left.length === right.length && left.every((item, index) => equals(item, right[index] ?? null, meter, depth + 1))
  )
}

/** Sets are equal whatever their order; a map's values() are a collection, which only equals itself. */
function equalSets(left: JavaMapView, right: JavaMapView, meter: Meter, depth: number): boolean {
  if (left.part === 'values' || right.part === 'values' || left.map.size !== right.map.size) return false
  const others = right.items()
  return left.items().every((item) => others.some((other) => equals(item, other, meter, depth + 1)))
}
