/**
 * Sun and moon, well enough for the Chinese calendar: positions and phases after the series in Jean Meeus,
 * Astronomical Algorithms (2nd edition), chapters 25 and 49. Instants are days of UTC since 1970-01-01.
 */
const radians = Math.PI / 180
/** Julian day of 1970-01-01T00:00Z. */
const epoch = 2_440_587.5
/** Terrestrial time is ahead of UTC by about this much from 2018 to 2035. In days. */
const deltaT = 70 / 86_400

const sin = (degrees: number) => Math.sin(degrees * radians)

/** Apparent longitude of the sun in degrees; good to 0.01°, or a quarter of an hour. */
export function solarLongitude(instant: number): number {
  const t = (instant + deltaT + epoch - 2_451_545) / 36_525
  const mean = 280.46646 + 36_000.76983 * t
  const anomaly = 357.52911 + 35_999.05029 * t
  const centre =
    (1.914602 - 0.004817 * t) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
  const longitude = mean + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t)
  return ((longitude % 360) + 360) % 360
}

/** The new moon nearest to an instant; good to a minute. */
export function newMoonNear(instant: number): number {
  const k = Math.round((instant + epoch - 2_451_550.09766) / 29.530588861)
  const t = k / 1236.85
  const e = 1 - 0.002516 * t - 0.0000074 * t * t
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t * t
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t
  const node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t
  const periodic =
    -0.4072 * sin(moon) +
    0.17241 * e * sin(sun) +
    0.01608 * sin(2 * moon) +
    0.01039 * sin(2 * latitude) +
    0.00739 * e * sin(moon - sun) -
    0.00514 * e * sin(moon + sun) +
    0.00208 * e * e * sin(2 * sun) -
    0.00111 * sin(moon - 2 * latitude) -
    0.00057 * sin(moon + 2 * latitude) +
    0.00056 * e * sin(2 * moon + sun) -
    0.00042 * sin(3 * moon) +
    0.00042 * e * sin(sun + 2 * latitude) +
    0.00038 * e * sin(sun - 2 * latitude) -
    0.00024 * e * sin(2 * moon - sun) -
    0.00017 * sin(node)
  const planetary =
    0.000325 * sin(299.77 + 0.107408 * k - 0.009173 * t * t) +
    0.000165 * sin(251.88 + 0.016321 * k) +
    0.000164 * sin(251.83 + 26.651886 * k) +
    0.000126 * sin(349.42 + 36.412478 * k) +
    0.00011 * sin(84.66 + 18.206239 * k) +
    0.000062 * sin(141.74 + 53.303771 * k) +
    0.00006 * sin(207.14 + 2.453732 * k)
  const ephemeris = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t + periodic + planetary
  return ephemeris - deltaT - epoch
}
