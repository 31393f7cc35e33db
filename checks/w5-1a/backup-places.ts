import { byText, holding, observations, withoutBackups, type Observation } from "../../lib/audit/backups.ts";
import type { Check } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { literalWords } from "../../lib/audit/literal.ts";
import { allDevices } from "../../lib/audit/places.ts";
import { standing, standsWhole } from "../../lib/audit/standing.ts";
import type { Words } from "../../lib/base/words.ts";

const leastPlaces = 2;
const shownMirrors = 10;

export const backupPlaces: Check = {
  id: "backup-places",
  title: {
    en: "Do the mirrors stand in at least two places?",
    fr: "Les miroirs se trouvent-ils dans au moins deux lieux ?",
  },
  why: {
    en: "Practice W5.1a of the Paris Call’s workshops recommends mirror sites at a distance. Copies that one fire, one theft or one closed account takes together are one copy; folders on one device are one place.",
    fr: "La pratique W5.1a des ateliers de l’Appel de Paris recommande des sites miroirs à distance. Des copies qu’un seul incendie, un seul vol ou la fermeture d’un seul compte emporte ensemble n’en font qu’une ; des dossiers sur un même périphérique sont un seul lieu.",
  },
  severity: "high",
  judge: ({ snapshot }) => {
    const seen = observations(snapshot);
    return [seen.length === 0 ? withoutBackups(snapshot) : judgePlaces(seen)];
  },
};

/** A mirror counts where it stands, if it holds its newest set: an empty or broken copy far away is no backup there. */
function judgePlaces(seen: readonly Observation[]): Verdict {
  const held = seen.filter((one) => holding(one) !== undefined);
  const holders = held.filter((one) => standsWhole(standing(one)));
  const lost = held.filter((one) => standing(one).lost !== undefined);
  const placed = holders.flatMap(({ mirror: { url, place } }) =>
    place === undefined ? [] : [{ url, place }],
  );
  const places = new Map(placed.map(({ place }) => [place.id, place]));
  const untold = seen.filter((one) => {
    if (holders.includes(one)) return one.mirror.place === undefined;
    return held.includes(one) ? !lost.includes(one) : standing(one).unread !== undefined;
  });
  const [first] = [...places.values()].sort((a, b) => byText(a.id, b.id));
  const args = {
    places: places.size,
    mirrors: placed.length,
    least: leastPlaces,
    place: first === undefined ? "" : literalWords(first.label),
    untold: untold[0]?.mirror.url ?? "",
    lost: lost.length,
  };
  const say = (status: Verdict["status"], sentence: Words): Verdict => ({
    status,
    subject: "backups",
    words: sentence,
    args,
    evidence: {
      places: places.size,
      mirrors: seen.slice(0, shownMirrors).map(({ mirror }) => ({
        mirror: mirror.url,
        place: mirror.place?.id ?? null,
        sets: mirror.sets,
      })),
      ...(lost.length === 0 ? {} : { notWhole: lost.slice(0, shownMirrors).map(({ mirror }) => mirror.url) }),
    },
  });

  if (places.size >= leastPlaces) {
    return say("pass", allDevices([...places.values()]) ? words.devices : words.apart);
  }
  if (untold.length > 0) return say("unknown", words.untold);
  return { ...say("fail", places.size === 1 ? words.together : words.nowhere), fix: { words: fix, args } };
}

const words = {
  apart: {
    en: "{mirrors, plural, one {# mirror stands} other {# mirrors stand}} in {places} places, as far as can be told from here.",
    fr: "{mirrors, plural, one {# miroir se trouve} other {# miroirs se trouvent}} dans {places} lieux, autant qu’on puisse le dire d’ici.",
  },
  devices: {
    en: "{mirrors, plural, one {# mirror stands} other {# mirrors stand}} on {places} devices of the machine that read them, which count as {places} places; whether they stand in two buildings cannot be seen from here.",
    fr: "{mirrors, plural, one {# miroir se trouve} other {# miroirs se trouvent}} sur {places} périphériques de la machine qui les a lus, qui comptent pour {places} lieux ; on ne peut pas voir d’ici s’ils se trouvent dans deux bâtiments.",
  },
  together: {
    en: "{mirrors, plural, one {The only mirror that holds its newest set stands in one place} =2 {Both mirrors that hold their newest set stand in one place} other {All # mirrors that hold their newest set stand in one place}}, {place}; at least {least} are wanted{lost, plural, =0 {} one {; # mirror does not count, as its newest set is not whole} other {; # mirrors do not count, as their newest set is not whole}}.",
    fr: "{mirrors, plural, one {Le seul miroir qui contient son jeu le plus récent se trouve en un seul lieu} other {Les # miroirs qui contiennent leur jeu le plus récent se trouvent en un seul lieu}}, {place} ; il en faut au moins {least}{lost, plural, =0 {} one { ; # miroir ne compte pas, son jeu le plus récent n’étant pas intact} other { ; # miroirs ne comptent pas, leur jeu le plus récent n’étant pas intact}}.",
  },
  nowhere: {
    en: "No mirror holds a newest set that verifies and is whole, so no place has a backup that can be counted on.",
    fr: "Aucun miroir ne contient un jeu le plus récent qui se vérifie et soit intact ; aucun lieu n’a donc de sauvegarde sur laquelle compter.",
  },
  untold: {
    en: "{untold}: where this mirror stands, or what it holds, could not be told, so it is not known whether there are {least} places.",
    fr: "{untold} : on n’a pas pu dire où se trouve ce miroir, ou ce qu’il contient ; on ne sait donc pas s’il y a {least} lieux.",
  },
} satisfies Record<string, Words>;

const fix: Words = {
  en: "Add a mirror at a distance: a disk in another building, a bucket in another region, best of all with another provider.",
  fr: "Ajoutez un miroir à distance : un disque dans un autre bâtiment, un compartiment dans une autre région, de préférence chez un autre fournisseur.",
};
