/**
 * Text as a string of its UTF-8 bytes, one character a byte. Lines are put together from such strings and written as
 * Latin-1, which takes half the time that encoding the same text as UTF-8 does.
 */
export function byteText(text: string): string {
  return Buffer.from(text).toString("latin1");
}

const list = (text: string): readonly string[] =>
  text
    .trim()
    .split(/\s+/)
    .map((word) => byteText(word));

/** Given names as they occur among English, French, Spanish, Inuktitut and other speakers. */
export const givenNames = list(`
  Ada Agathe Aiden Aïcha Alice Amélie Amaruq Ana Andrés Anik Anna Arthur Aslı Aurélie Ava Beatriz Benoît Björn Bruno
  Camille Carmen Catherine Cécile Charles Chloé Clara Claude Daniel David Denise Diego Dóra Edith Eetu Élise Élodie
  Emma Émile Ernest Esteban Étienne Eva Felix Fiona Flora François Frances Gaëlle George Geneviève Grace Guillermo
  Hannah Hélène Henry Hugo Ida Igor Inés Irene Isabel Ivan Jack James Jane Jasmin Jean Jérôme Joan Joël John José
  Joseph Julia Jusipi Karim Kateri Keiko Laura Léa Leo Lina Louis Lucía Lucie Luis Lukasi Maël Malaya Maïa Marc
  Margaret Maria Marie Martin Mary Mattiusi Maude Mia Michel Miguel Mina Minnie Mohamed Myra Nadia Naomi Nathan Nina
  Noah Noémie Nora Nuka Olive Oscar Pablo Paul Pauline Peter Petra Pitsiulaq Qajaq Quinn Rachel Ramón Raphaël Renée
  Rita Robert Rosa Rose Ruth Saila Sam Samuel Sara Saša Silvia Simon Siku Sofía Sophie Stella Susan Suzanne Taqqiq
  Théo Theresa Thomas Ulla Uyarak Vera Victor Violet Walter Wei William Xavier Yara Yves Zoé Zofia`);

const familyStarts = list(`
  Ab Al Ar Bar Ben Ber Bou Cal Car Cha Cor Dal Del Des Du Ed El Far Fer Gar Gau Gra Hal Har Hol Ib Jan Jo Kal Ker La
  Le Lan Mac Mal Mar Mon Na Nor Oka Or Pel Per Pou Qui Ra Rey Ro Sal San Sel Ta Tel Tor Ul Va Ver Wal Wes Ya Zam`);
const familyEnds = list(`
  bert beau bury chand court croft den derson don dorf ens feld gard gnon guez iaq illa ington ivik kins land lard
  leau lewood lier ligan low luk man mann mond más nard ndez neau nier oux quette reau rell rés ridge rière rieux
  rin rón row sen set sky son sworth teau tell thier ton tuk tz udat vallée vert vin voux ward well wick worth yuk ão`);

/** 4,000 family names, each a start and an end. */
export const familyNames = familyStarts.flatMap((start) => familyEnds.map((end) => `${start}${end}`));

const placeStarts = list(`
  Ash Beau Black Bright Cold Clear Deep Eagle East Fair Fox Frost Glen Gold Grand Green Grey High Iron Lake Long
  Marble Mill Moss New North Old Pebble Quiet Raven Red River Salt Silver South Stone Storm Summer West White Wild`);
const placeEnds = list(`
  bay borough bridge burn bury castle cove creek dale falls ferry ford harbour haven hill hurst landing mouth point
  port ridge shore spring ton vale view ville water well wood`);
const otherPlaces = [
  [
    "Baie-aux-Hérons",
    "Havre-Doré",
    "L'Anse-Étoilée",
    "Mont-Cendré",
    "Port-Brûlé",
    "Rivière-Pâle",
    "Val-Érables",
  ],
  [
    "Saint-Évrault-du-Lac",
    "Sainte-Mélanie-des-Prés",
    "Alto Peñasco",
    "Cañada Verde",
    "Río Plácido",
    "Santa Belén",
  ],
  ["Iqalutuuttiaq", "Kangiqłuk", "Qikiqtaarjuit", "Tuktuliarvik", "Uqšuqtalik"],
]
  .flat()
  .map((name) => byteText(name));

/** Towns: most English, some French, Spanish and Inuktitut in Latin script. */
export const placeNames = [
  ...placeStarts.flatMap((start) => placeEnds.map((end) => `${start}${end}`)),
  ...Array.from({ length: 10 }, () => otherPlaces).flat(),
];

const streetNames =
  list(`Acorn Anchor Aspen Baker Barley Beacon Bell Bluebell Bramble Canal Candle Chapel Cherry Clover Copper
    Cormorant Cowslip Cricket Crossing Dairy Elm Falcon Fiddler Foundry Garden Granite Harbour Harvest Heather Hillcrest
    Holly Kiln Lantern Laurel Lilac Linden Lock Market Meadow Mint Mulberry Orchard Park Pasture Pearl Plum Poplar Potter
    Quarry Railway Ropewalk Saddler Sandpiper School Sparrow Spring Station Sycamore Tanner Thornbush Vine Walnut Weaver`);
const streetKinds = list(`Avenue Court Crescent Drive Lane Place Road Row Street Terrace Trail Way`);
const frenchStreets = list(
  `de-l'Église des-Érables du-Vieux-Quai de-la-Grève des-Genêts du-Moulin-à-Vent des-Forêts`,
);

/** Streets, with their kind; a few French ones. */
export const streets = [
  ...streetNames.flatMap((name) => streetKinds.map((kind) => `${name} ${kind}`)),
  ...["North", "South", "East", "West"].flatMap((side) =>
    streetNames.map((name) => `${side} ${name} Street`),
  ),
  ...frenchStreets.flatMap((name) => [
    `rue ${name.replaceAll("-", " ")}`,
    `chemin ${name.replaceAll("-", " ")}`,
  ]),
];

export const prefixes = list(`Dr. Hon. Rev.`);
export const suffixes = list(`Jr. Sr. II III`);
