import { type Brush, clouds, disc, finish, firs, glow, ridge, sky, stars, water } from './brushes.ts';
import { type Canvas, type Colour, colour, createCanvas } from './canvas.ts';
import { aurora, balloon, cabin, city, heron, lighthouse, meadow, sailboat } from './objects.ts';

const c = colour;
const white: Colour = [1, 1, 1];

/** Each picture as the brushes that paint it, first one first. */
const scenes = {
  heron: [
    sky(c('#2c3a5c'), c('#8a6f8f'), c('#e9a873'), c('#f7d9a0')),
    glow(0.68, 0.5, 0.5, c('#ffb060'), 0.6),
    disc(0.68, 0.49, 0.045, c('#fff0c8')),
    ridge(11, 0.58, 0.16, 3, c('#4a4a63'), c('#d9a684')),
    ridge(12, 0.6, 0.08, 6, c('#2f3348'), c('#b98d7c')),
    water(13, 0.6, c('#5a4a5c')),
    heron(0.3, 0.83, 0.24, c('#14161f')),
  ],
  summit: [
    sky(c('#35608f'), c('#7fa6c9'), c('#f3d3bd')),
    clouds(21, 0.05, 0.5, white, 0.8),
    ridge(22, 0.66, 0.5, 3.2, c('#7d8fae'), c('#e6d3d0'), 0.6),
    ridge(23, 0.82, 0.48, 4, c('#4c5d7d'), c('#a9b4c8'), 0.5),
    ridge(24, 0.98, 0.4, 5, c('#26344a'), c('#5d6f8a')),
    firs(25, 1.02, 0.2, 26, c('#131d24')),
  ],
  forest: [
    sky(c('#dfe8dc'), c('#b9c9b5'), c('#8aa08a')),
    glow(0.62, 0.2, 0.6, c('#fff5cf'), 0.35),
    firs(31, 0.78, 0.5, 22, c('#9db09e')),
    clouds(32, 0.2, 0.9, c('#e4ece2'), 1.2),
    firs(33, 0.92, 0.68, 14, c('#56705c')),
    clouds(34, 0.45, 1, c('#cfdccf'), 0.9),
    firs(35, 1.05, 0.85, 8, c('#1f3427')),
  ],
  skyline: [
    sky(c('#0d1230'), c('#2c2a5a'), c('#8b4a76'), c('#e98f6a')),
    stars(41, 140, 0.35),
    city(42, 0.68, 0.3, 34, c('#2a2746')),
    city(43, 0.7, 0.46, 22, c('#15152b')),
    water(44, 0.7, c('#1a1838'), 0.25),
  ],
  regatta: [
    sky(c('#2f7bb8'), c('#79b4dc'), c('#d8ecf4')),
    clouds(51, 0.05, 0.5, white, 1),
    ridge(52, 0.58, 0.07, 4, c('#5d7f8c'), c('#bcd3da')),
    water(53, 0.57, c('#1e5d82'), 0.5),
    sailboat(0.32, 0.72, 0.34, c('#fbf7ee'), c('#93382f')),
    sailboat(0.7, 0.63, 0.14, c('#f3ead8'), c('#2c3e50')),
    sailboat(0.84, 0.61, 0.08, c('#e9dfca'), c('#40352c')),
  ],
  dunes: [
    sky(c('#3f6fa8'), c('#a8c4d8'), c('#f0dfc0')),
    disc(0.78, 0.2, 0.05, c('#fffbe8')),
    glow(0.78, 0.2, 0.4, c('#ffeab0'), 0.45),
    ridge(61, 0.6, 0.16, 2.2, c('#d9a866'), c('#efd2a0')),
    ridge(62, 0.76, 0.22, 1.8, c('#c0823f'), c('#e6b877')),
    ridge(63, 0.98, 0.36, 1.4, c('#8f5426'), c('#d4964f')),
  ],
  aurora: [
    sky(c('#050b1e'), c('#0b1d3a'), c('#123152')),
    stars(71, 420, 0.6),
    aurora(72, [0.15, 0.95, 0.55], [0.5, 0.2, 0.75]),
    ridge(73, 0.68, 0.2, 4, c('#0a1626'), c('#1d3a4a')),
    water(74, 0.66, c('#06101f'), 0.3),
  ],
  lighthouse: [
    sky(c('#445a7c'), c('#a7a6b4'), c('#f2c6a1')),
    clouds(81, 0.02, 0.55, c('#5c6480'), 1.2),
    ridge(82, 0.72, 0.1, 2.5, c('#4a5a52'), c('#94a08f')),
    water(83, 0.7, c('#3b5068'), 0.55),
    ridge(84, 1, 0.42, 1.2, c('#37453b'), c('#6f7f66'), 0.3),
    lighthouse(0.62, 0.74, 0.44),
  ],
  meadow: [
    sky(c('#5f9ad0'), c('#a9cfe8'), c('#f2ead0')),
    clouds(91, 0.05, 0.45, white, 0.9),
    ridge(92, 0.52, 0.1, 3, c('#6a8a5a'), c('#b6c8a0')),
    ridge(93, 0.54, 0.03, 2, c('#4f7a34'), c('#5d8a3a')),
    meadow(94, 0.54, 520, [c('#d8322a'), c('#e8523a'), c('#b81f28')]),
  ],
  cabin: [
    sky(c('#16233f'), c('#3f5578'), c('#b9a6b0')),
    stars(101, 180, 0.4),
    ridge(102, 0.66, 0.38, 3, c('#8fa3c0'), c('#d5dbe8'), 0.5),
    firs(103, 0.74, 0.22, 28, c('#22324a')),
    ridge(104, 0.8, 0.1, 1.5, c('#c9d5e6'), c('#eef3fa')),
    cabin(0.36, 0.8, 0.07),
    glow(0.34, 0.77, 0.2, c('#ffb347'), 0.28),
    firs(105, 1.02, 0.44, 5, c('#101b2b')),
  ],
  balloons: [
    sky(c('#4a86c4'), c('#9cc4e4'), c('#fbe3c2')),
    clouds(111, 0.3, 0.8, c('#fff4e6'), 0.9),
    ridge(112, 0.94, 0.16, 3, c('#8a9a6a'), c('#cfd2a8')),
    balloon(0.34, 0.36, 0.17, c('#d8433b'), c('#f6c945')),
    balloon(0.68, 0.26, 0.1, c('#2f6fae'), c('#f4f0e4')),
    balloon(0.82, 0.56, 0.055, c('#e58a2c'), c('#7a2f5a')),
    balloon(0.13, 0.63, 0.04, c('#4c8f5a'), c('#f2e3b0')),
  ],
  harbour: [
    sky(c('#f0b27a'), c('#e58e73'), c('#8f5f7d')),
    disc(0.5, 0.44, 0.06, c('#ffe6b3')),
    glow(0.5, 0.44, 0.45, c('#ff9f5a'), 0.5),
    city(121, 0.56, 0.12, 40, c('#5a3f58')),
    water(122, 0.55, c('#6b3f5c'), 0.3),
    sailboat(0.2, 0.74, 0.3, c('#3a2438'), c('#22141f')),
    sailboat(0.78, 0.66, 0.18, c('#44293f'), c('#2a1827')),
  ],
  valley: [
    sky(c('#7fb0d8'), c('#d5e6ee'), c('#f7efd8')),
    ridge(131, 0.5, 0.24, 2.6, c('#8fa8b8'), c('#dfe6e4'), 0.6),
    ridge(132, 0.64, 0.22, 3, c('#7f9a6c'), c('#c5cfa8'), 0.5),
    ridge(133, 0.8, 0.2, 2, c('#c98f3a'), c('#e0b870')),
    ridge(134, 1, 0.22, 2.4, c('#8f4a24'), c('#c77a3e')),
    firs(135, 0.98, 0.14, 18, c('#6b3018')),
  ],
  moonrise: [
    sky(c('#0a1026'), c('#26305a'), c('#6c5a86')),
    stars(141, 260, 0.5),
    disc(0.3, 0.3, 0.11, c('#f6efd6')),
    disc(0.27, 0.28, 0.03, c('#ded4b8'), 0.6),
    disc(0.33, 0.33, 0.02, c('#ded4b8'), 0.6),
    glow(0.3, 0.3, 0.4, c('#c8b8e8'), 0.25),
    ridge(142, 0.78, 0.3, 3.4, c('#2a2c4c'), c('#5a5478')),
    ridge(143, 0.92, 0.2, 2.4, c('#15172e'), c('#2f3050')),
  ],
} satisfies Record<string, Brush[]>;

export type SceneName = keyof typeof scenes;
export const sceneNames = Object.keys(scenes) as SceneName[];

/** Paints a scene; the same bytes for the same size, everywhere. */
export function paint(scene: SceneName, width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  for (const brush of scenes[scene]) brush(canvas);
  finish(sceneNames.indexOf(scene))(canvas);
  return canvas;
}
