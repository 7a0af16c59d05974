import { stories } from './story.ts'

export const FRENCH_STORIES = stories(`
politique | Budget : l'Assemblée reprend l'examen des recettes dans une ambiance tendue | Plus de mille amendements restent à discuter avant le vote prévu la semaine prochaine.
politique | Les maires ruraux réclament un calendrier pour la réforme des dotations | Réunis en congrès, ils demandent que les montants soient connus avant la fin de l'année.
politique | Le Sénat adopte une version remaniée du texte sur le logement vacant | Les sénateurs ont ajouté une exception pour les communes de montagne.
politique | Une mission parlementaire propose de simplifier les démarches pour les aidants | Le rapport compte vingt-deux recommandations, dont un guichet unique.
politique | Régionales : les listes ont jusqu'au 4 décembre pour se déclarer | Les préfectures rappellent les règles de parité et de financement.
faits-divers | Essonne : un camion se renverse sur la Francilienne, dix kilomètres de bouchons | La circulation a été rétablie peu après midi, aucun blessé grave n'est à déplorer.
faits-divers | Un randonneur retrouvé sain et sauf après deux nuits dans le Vercors | Il avait suivi un sentier effacé par la neige tombée mardi.
faits-divers | Incendie dans un entrepôt de Gennevilliers, la fumée visible à des kilomètres | Soixante pompiers ont été mobilisés une grande partie de la nuit.
faits-divers | Trois trottinettes sur quatre contrôlées étaient débridées à Lyon | La police municipale annonce d'autres opérations d'ici la fin du mois.
faits-divers | Le voleur de ruches interpellé grâce à une balise cachée dans un cadre | Une apicultrice de l'Yonne avait perdu onze colonies depuis le printemps.
economie | Inflation : les prix de l'énergie reculent pour le quatrième mois de suite | L'alimentation, elle, continue d'augmenter légèrement.
economie | Une usine de vélos électriques va créer deux cents emplois près d'Arras | La production doit commencer à l'automne prochain, annonce l'entreprise.
economie | Livret d'épargne : ce qui change pour votre argent au 1er février | Le nouveau taux s'appliquera automatiquement, sans démarche.
economie | Les artisans boulangers face à la hausse du prix du beurre | Certains réduisent la taille des viennoiseries, d'autres rognent sur leur marge.
economie | Pourquoi les trains de nuit affichent complet jusqu'au printemps | La compagnie promet des rames supplémentaires sur deux lignes.
economie | Télétravail : un salarié sur cinq aimerait changer de rythme | Une étude menée auprès de trois mille personnes détaille les raisons.
societe | Écoles : la cantine bio progresse, mais pas partout au même rythme | Les départements les plus en avance ont misé sur des légumeries communes.
societe | À Roubaix, une laverie solidaire ouvre ses portes aux étudiants | Le lieu propose aussi un atelier de couture et un café à prix libre.
societe | Le numéro d'appel contre l'isolement a reçu cent mille appels en un an | Les bénévoles formés manquent surtout le dimanche soir.
societe | Permis de conduire : les délais d'examen raccourcissent en Île-de-France | Quarante inspecteurs ont rejoint les centres de la région.
societe | Dans ce village de la Creuse, l'épicerie appartient aux habitants | Cent douze familles ont acheté une part pour sauver le dernier commerce.
sport | Rugby : Clermont renverse La Rochelle dans les dernières secondes | Une pénalité de cinquante mètres a offert la victoire aux Auvergnats.
sport | Football : le derby du Nord se jouera finalement à guichets fermés | La préfecture autorise le déplacement de huit cents supporteurs.
sport | Handball : les Bleues en finale après un match à suspense | Menées à la pause, elles ont renversé la rencontre grâce à leur défense.
sport | Voile : la flotte ralentie par un anticyclone au large des Açores | Les premiers bateaux sont attendus avec deux jours de retard.
sport | Le marathon des vignes affiche complet en moins d'une heure | Les organisateurs ouvriront une liste d'attente lundi matin.
sport | Natation : un record de France tombe en petit bassin à Angers | Le précédent chronomètre datait de neuf ans.
culture | Cinéma : cinq films à voir cette semaine, de la comédie au documentaire | Notre sélection des sorties du mercredi, avec les avis de la rédaction.
culture | Le musée des Beaux-Arts de Rouen rouvre une aile fermée depuis dix ans | Deux cents tableaux y retrouvent la lumière du jour.
culture | Bande dessinée : le festival dévoile une sélection tournée vers l'Asie | Quarante-cinq albums concourent pour le grand prix.
culture | Un orgue oublié retrouve sa voix dans une chapelle du Finistère | La restauration a demandé quatre années de travail.
culture | Théâtre : une troupe amateur remplit les salles du Gers avec une pièce de 1912 | Le texte dormait dans les archives municipales.
culture | Musique : le bal folk séduit une nouvelle génération de danseurs | À Nantes, les soirées du jeudi refusent du monde.
environnement | Le retour des loutres se confirme sur les bords de la Loire | Les naturalistes ont relevé des traces dans six communes.
environnement | Eau : la nappe de Beauce se recharge mieux que l'an dernier | Les restrictions devraient être levées avant le printemps.
environnement | Ces collégiens plantent une haie d'un kilomètre autour de leur établissement | Huit essences locales ont été choisies avec les agriculteurs voisins.
environnement | Éoliennes en mer : l'enquête publique prolongée de quinze jours en Vendée | Plus de deux mille avis ont déjà été déposés.
environnement | Faut-il encore ramasser les feuilles mortes ? La réponse d'une jardinière | Les laisser au pied des arbres nourrit le sol et protège les insectes.
international | Espagne : l'Andalousie prépare la réouverture de sa ligne de montagne | Les travaux ont duré trois ans après l'éboulement d'un tunnel.
international | Canada : une tempête de neige paralyse les provinces de l'Atlantique | Les écoles resteront fermées au moins jusqu'à jeudi.
international | Portugal : Lisbonne teste un ticket unique pour les trains et les ferries | L'expérience concerne d'abord les habitants de la rive sud.
international | Corées : reprise prudente des échanges postaux entre familles | Les premières lettres doivent être remises avant la nouvelle année.
international | Italie : Venise limite encore la taille des groupes de visiteurs | Vingt personnes au plus pourront suivre un même guide.
sciences | Une comète visible à l'œil nu attendue dans le ciel de décembre | Les astronomes conseillent de regarder vers l'ouest après le coucher du soleil.
sciences | Sommeil : ce que révèle une étude menée dans douze lycées | Commencer les cours une demi-heure plus tard améliore l'attention.
sciences | Des chercheurs de Grenoble mettent au point un béton de chanvre plus léger | Le matériau pourrait servir à surélever des immeubles anciens.
sciences | Paléontologie : un site du Jura livre des empreintes longues de cent mètres | La piste est l'une des plus longues connues en Europe.
sante | Grippe : la campagne de vaccination prolongée jusqu'à la fin février | Les pharmaciens constatent une demande plus forte que l'an passé.
sante | Déserts médicaux : le bus des dentistes sillonne la Haute-Saône | Il s'arrête deux jours dans chaque chef-lieu de canton.
sante | Marcher après le repas, un réflexe simple qui fait baisser la glycémie | Dix minutes suffisent, selon une équipe de Montpellier.
sante | Allergies : un calendrier des pollens plus précis mis en ligne | Il couvre désormais toutes les communes de plus de dix mille habitants.
high-tech | Téléphones reconditionnés : comment éviter les mauvaises surprises | Batterie, garantie, pièces : les points à vérifier avant l'achat.
high-tech | La fibre arrive dans les dernières communes des Hautes-Alpes | Trois cents kilomètres de câbles ont été posés cet été.
high-tech | Jeux vidéo : un studio de Bordeaux primé pour son jeu sur la vie des phares | Le titre a été développé par six personnes.
high-tech | Arnaques par SMS : les bons réflexes pour protéger son compte | Ne jamais rappeler le numéro indiqué dans le message.
paris | Métro : la ligne 11 interrompue trois week-ends pour des essais | Des bus de remplacement circuleront toutes les cinq minutes.
paris | Le marché aux livres du parc Georges-Brassens bientôt rénové | La halle sera couverte d'un nouveau toit sans fermer aux visiteurs.
paris | Vélo : une piste continue entre Vincennes et Bastille avant l'été | Les travaux du dernier tronçon commencent en janvier.
paris | Une ferme ouvre sur le toit d'un collège du XIXe arrondissement | Les élèves y cultivent des herbes et élèvent des poules.
paris | Illuminations de Noël : les quartiers où la fête commence plus tôt | Le coup d'envoi sera donné vendredi soir rue de Bretagne.
`)

export const FRENCH_TOPICS: readonly (readonly [string, string])[] = [
  ['politique', 'Politique'],
  ['faits-divers', 'Faits divers'],
  ['economie', 'Économie'],
  ['societe', 'Société'],
  ['sport', 'Sport'],
  ['culture', 'Culture'],
  ['environnement', 'Environnement'],
  ['international', 'International'],
  ['sciences', 'Sciences'],
  ['sante', 'Santé'],
  ['high-tech', 'High-tech'],
  ['paris', 'Paris'],
]

/** The rest of a newspaper's menus. */
export const FRENCH_MORE: readonly (readonly [string, string])[] = [
  ['essonne', 'Essonne'],
  ['hauts-de-seine', 'Hauts-de-Seine'],
  ['seine-saint-denis', 'Seine-Saint-Denis'],
  ['val-de-marne', 'Val-de-Marne'],
  ['val-d-oise', "Val-d'Oise"],
  ['yvelines', 'Yvelines'],
  ['seine-et-marne', 'Seine-et-Marne'],
  ['oise', 'Oise'],
  ['immobilier', 'Immobilier'],
  ['automobile', 'Automobile'],
  ['jardin', 'Jardin'],
  ['cuisine', 'Cuisine'],
  ['voyages', 'Voyages'],
  ['animaux', 'Animaux'],
  ['meteo', 'Météo'],
  ['jeux', 'Jeux'],
  ['programme-tv', 'Programme TV'],
  ['podcasts', 'Podcasts'],
  ['videos', 'Vidéos'],
  ['infographies', 'Infographies'],
]

export const FRENCH_FOOTER: readonly (readonly [string, string])[] = [
  ['mentions-legales', 'Mentions légales'],
  ['cgu', "Conditions d'utilisation"],
  ['confidentialite', 'Confidentialité'],
  ['contact', 'Nous contacter'],
  ['publicite', 'Publicité'],
  ['abonnements', 'Abonnements'],
  ['newsletters', 'Newsletters'],
  ['archives', 'Archives'],
  ['aide', 'Aide'],
  ['plan-du-site', 'Plan du site'],
  ['recrutement', 'Recrutement'],
  ['charte', 'Charte de la rédaction'],
]

export const FRENCH_ARTICLE = {
  story: 'À Roubaix, une laverie solidaire ouvre ses portes aux étudiants',
  body: [
    "Il est à peine huit heures et les six machines tournent déjà. Dans l'ancienne mercerie de la rue du Curoir, l'odeur de lessive a remplacé celle du bois ciré. Depuis lundi, les étudiants de la ville peuvent y laver leur linge pour un euro, assis devant un café.",
    "Le projet est né d'un constat simple : dans les petites résidences du centre, les machines sont rares et chères. « Je faisais tout dans le lavabo », raconte une étudiante en deuxième année de droit, qui habite à deux rues de là. Elle vient désormais le mercredi matin, entre deux cours.",
    "L'association qui porte le lieu a réuni quarante mille euros en un an, pour moitié grâce à une collecte, pour moitié grâce à la région. Les machines ont été offertes par un hôtel qui renouvelait les siennes, et réparées par un lycée professionnel voisin.",
    'Un atelier de couture occupe le fond de la salle. On y apprend à recoudre un bouton, à raccourcir un pantalon, à reconnaître les matières qui ne supportent pas le sèche-linge. Deux retraitées du quartier, anciennes ouvrières du textile, tiennent la permanence le vendredi.',
    "Le café, lui, fonctionne à prix libre. « Certains donnent vingt centimes, d'autres trois euros, et à la fin du mois, les comptes tombent juste », sourit la coordinatrice du lieu. Une étagère accueille des livres, une autre des vêtements oubliés, que l'on garde six semaines.",
    "La mairie suit l'expérience de près. Si elle est concluante, deux autres laveries pourraient ouvrir avant la rentrée prochaine, près du campus et dans le quartier de l'Épeule. Une réunion publique est prévue le 9 décembre à la médiathèque.",
    "En attendant, il faut encore trouver des bénévoles pour le samedi, jour de grande affluence. L'inscription se fait sur place, de huit heures à dix-neuf heures, sauf le dimanche.",
  ],
}

/** An article that reports on a defacement and repeats it word for word: news, and not an attack. */
export const FRENCH_QUOTING = {
  story: {
    topic: 'high-tech',
    title: '« Hacked by Fallaga Team, Death to France » : le site de la mairie piraté pendant quatre heures',
    lead: "La page d'accueil de la commune affichait un message sur fond noir. Elle a été rétablie dans la nuit et une plainte a été déposée.",
  },
  body: [
    "Les habitants qui cherchaient les horaires de la piscine ont eu une surprise, mardi soir. À la place de la page d'accueil de la mairie, un fond noir, une image de cavaliers et une phrase en lettres rouges : « Hacked by Fallaga Team ».",
    'Le message complet, que la rédaction a pu consulter, disait : « The Islamic State Stay Inchallah. Free Palestine. Death To France. Death To Charlie. » Un chant se lançait tout seul, et le clic droit était bloqué.',
    "« Nous avons d'abord cru à une panne », explique la directrice des services de la commune. L'hébergeur, prévenu vers vingt-deux heures, a coupé le site puis remis en place une sauvegarde de la veille. Aucune donnée personnelle n'aurait été consultée, assure-t-il.",
    "D'après les premiers éléments, les auteurs sont passés par un formulaire de contact dont le logiciel n'avait pas été mis à jour depuis trois ans. Une centaine d'autres sites, pour la plupart ceux de petites communes, d'écoles et de commerces, utilisaient le même outil.",
    "Ce genre d'attaque, appelé défiguration, ne vise pas à voler mais à se montrer. « Dear admin, your security is low », lisait-on d'ailleurs au bas de la page, suivi d'une liste de salutations à d'autres groupes. En janvier 2015, près de vingt mille sites français avaient affiché des slogans semblables en quelques jours.",
    'La commune a déposé plainte mercredi matin. Les services de gendarmerie spécialisés ont demandé les journaux du serveur. Une mise à jour générale des sites de la communauté de communes est prévue avant la fin du mois.',
    "Pour les habitants, rien ne change : les démarches en ligne passent par un autre service, qui n'a pas été touché. Les horaires de la piscine, eux, sont de nouveau affichés.",
  ],
}
