"""Cities, islands and regions of Europe, the Americas and Oceania, by country; read by `world`."""

WEST = {
    "GB": (
        "London|Londres|Londra|Лондон|لندن|लंदन;Edinburgh|Edimburgo|Édimbourg|Эдинбург;Manchester|"
        "Greater Manchester;Liverpool;Birmingham;Glasgow;Bath;Oxford;Cambridge;York;Bristol;"
        "Cardiff;Belfast;Brighton;Leeds;"
        "Newcastle;Inverness;Scottish Highlands;Isle of Skye|Skye;Lake District;Cotswolds;Cornwall;"
        "Scotland|Escocia|Écosse|Schottland|Escócia|Шотландия|اسكتلندا;England|Inglaterra|"
        "Angleterre|Англия;Wales;Northern Ireland"
    ),
    "IE": "Dublin|Dublín|Дублин|دبلن;Galway;Cork;Killarney;Limerick",
    "FR": (
        "Paris|París|Париж|باريس|पेरिस;Nice|Niza|Nizza|Ницца;Lyon;Marseille|Marsella;Bordeaux|"
        "Burdeos;Cannes;Strasbourg;Toulouse;Mont Saint-Michel|Mont Saint Michel;Provence|Provenza;"
        "French Riviera|Côte d'Azur|Cote d'Azur;"
        "Normandy|Normandie;Chamonix;Corsica|Corse|Córcega|Korsika;Annecy;Colmar;Avignon;Lille;"
        "Nantes;Montpellier;Disneyland Paris;Versailles;Rhône|Rhone;Loire Valley;Brittany;Alsace"
    ),
    "ES": (
        "Barcelona|Barcelone|Барселона|برشلونه|बार्सिलोना;Madrid|Мадрид|مدريد;Seville|Sevilla|"
        "Séville|Севилья|اشبيليه;Granada|Grenade|غرناطه;Valencia;Malaga|Málaga|ملقا;Ibiza|Ибица;"
        "Mallorca|Majorca|Majorque|Maiorca|Майорка|Palma de Mallorca;"
        "Tenerife|Тенерифе;Gran Canaria|Gran Canaria Island;Bilbao;San Sebastian|San Sebastián;"
        "Cordoba|Córdoba;Canary Islands|Canarias|Kanaren|Islas Canarias|Canaries;Lanzarote;"
        "Andalusia|Andalucia|Andalucía|Andalousie|Andalusien;Marbella;Toledo;Menorca;Fuerteventura;"
        "Zaragoza"
    ),
    "PT": (
        "Lisbon|Lisboa|Lisbonne|Lissabon|Лиссабон|لشبونه|लिस्बन;Porto|Oporto|Порту;Faro;Algarve;"
        "Madeira|Мадейра;Sintra;Azores|Açores|Azoren;Lagos Portugal;Coimbra;Funchal"
    ),
    "IT": (
        "Rome|Roma|Rom|Рим|روما|रोम;Venice|Venezia|Venecia|Venise|Venedig|Veneza|Венеция|البندقيه|"
        "वेनिस;Florence|Firenze|Florencia|Florenz|Florença|Флоренция|فلورنسا;Milan|Milano|Milán|"
        "Mailand|Milão|Милан|ميلانو;Naples|Napoli|Nápoles|Neapel|Неаполь;"
        "Amalfi|Amalfi Coast|Costa Amalfitana|Amalfiküste;Sicily|Sicilia|Sicile|Sizilien|Sicília|"
        "Сицилия|صقليه;Sardinia|Cerdeña|Sardaigne|Sardinien|Sardenha|Сардиния;Tuscany|Toscana|"
        "Toscane|Toskana|Тоскана;Cinque Terre;Verona;Bologna;Turin|Torino;"
        "Pisa;Capri;Positano;Sorrento;Lake Como|Como;Lake Garda|Gardasee;Bari;Puglia;Dolomites|"
        "Dolomiten;Palermo;Bergamo;Orio al Serio;Siena"
    ),
    "VA": "Vatican|Vatican City",
    "DE": (
        "Berlin|Berlín|Берлин|برلين|बर्लिन;Munich|München|Munchen|Múnich|Munique|Мюнхен|ميونخ;"
        "Hamburg|Hamburgo|Hambourg;Frankfurt|Francfort|Франкфурт|فرانكفورت;Cologne|Köln|Koln|"
        "Colonia;Dresden;Heidelberg;Stuttgart;Düsseldorf|Dusseldorf;Nuremberg|Nürnberg;"
        "Leipzig;Black Forest|Schwarzwald;Bavaria|Bayern;Rothenburg;Bremen;Hannover|Hanover;Rügen;"
        "Sylt"
    ),
    "AT": (
        "Vienna|Wien|Viena|Vienne|Вена|فيينا|वियना;Salzburg|Salzburgo|Зальцбург;Innsbruck;"
        "Hallstatt;Graz;Tyrol|Tirol"
    ),
    "CH": (
        "Zurich|Zürich|Zúrich|Цюрих|زيورخ|ज्यूरिख;Geneva|Genève|Genf|Ginebra|Genebra|Женева|جنيف;"
        "Lucerne|Luzern|Lucerna;Interlaken|انترلاكن;Zermatt;Bern|Berne;Basel|Basilea;Jungfrau|"
        "Jungfraujoch;Lausanne;Montreux;Grindelwald;St. Moritz|St Moritz;Lugano;Engelberg;Titlis"
    ),
    "NL": (
        "Amsterdam|Ámsterdam|Amsterdão|Amsterdã|Амстердам|امستردام|एम्स्टर्डम;Rotterdam;The Hague;"
        "Utrecht;Eindhoven;Keukenhof"
    ),
    "BE": "Brussels|Bruselas|Bruxelles|Brüssel|Bruxelas|Брюссель|بروكسل;Bruges|Brugge|Brujas;Antwerp;Ghent",
    "LU": "Luxembourg City",
    "CZ": "Prague|Praga|Prag|Praha|Прага|براغ|प्राग;Cesky Krumlov;Karlovy Vary|Карловы Вары;Brno",
    "HU": "Budapest|Будапешт|بودابست|बुडापेस्ट",
    "SK": "Bratislava",
    "SI": "Ljubljana;Bled|Lake Bled",
    "PL": (
        "Krakow|Kraków|Cracow|Cracovia|Cracovie|Krakau|Cracóvia|Краков;Warsaw|Warszawa|Varsovia|"
        "Varsovie|Warschau|Varsóvia|Варшава;Gdansk|Gdańsk;Wroclaw;Balice;Zakopane"
    ),
    "RO": "Bucharest|Bucarest|Bucareste;Transylvania;Brasov;Otopeni;Cluj",
    "BG": "Sofia|София;Varna;Plovdiv",
    "HR": "Dubrovnik|Дубровник;Split;Zagreb;Hvar;Plitvice;Zadar;Istria",
    "ME": "Kotor;Budva|Будва",
    "RS": "Belgrade|Белград",
    "BA": "Sarajevo|سراييفو;Mostar",
    "AL": "Tirana;Saranda;Ksamil",
    "MT": "Valletta",
    "GR": (
        "Athens|Atenas|Athènes|Athen|Афины|Афинах|اثينا|एथेंस;Santorini|Santorin|Санторини|"
        "سانتوريني|सेंटोरिनी;Mykonos|Миконос|ميكونوس;Crete|Creta|Crète|Kreta|Крит|كريت;Rhodes|"
        "Rodas|Rhodos|Родос;Corfu|Korfu|Corfú|Корфу;Zakynthos;Thessaloniki;Naxos;Paros;Meteora;Kos"
    ),
    "CY": "Paphos|Пафос;Limassol|Лимассол;Larnaca|Ларнака;Ayia Napa",
    "IS": "Reykjavik|Рейкьявик;Blue Lagoon",
    "NO": "Oslo|Осло;Bergen;Tromso|Tromsø;Lofoten|Lofoten Islands;Fjords|Norwegian Fjords;Svalbard",
    "SE": "Stockholm|Estocolmo|Стокгольм;Gothenburg;Malmo;Kiruna",
    "DK": "Copenhagen|Copenhague|Kopenhagen|Копенгаген;Aarhus",
    "FI": "Helsinki|Хельсинки;Rovaniemi;Lapland|Laponia|Laponie|Lappland|Лапландия",
    "EE": "Tallinn|Таллин",
    "LV": "Riga|Рига",
    "LT": "Vilnius|Вильнюс",
    "RU": (
        "Moscow|Moscú|Moscou|Moskau|Москва|Москвы|Москву|موسكو|मास्को;Saint Petersburg|St. "
        "Petersburg|St Petersburg|San Petersburgo|Питер|Питера|Санкт-Петербург|Санкт-Петербурга;"
        "Sochi|Сочи;Kazan|Казань|Казани;Kaliningrad|Калининград;"
        "Yekaterinburg|Екатеринбург;Novosibirsk|Новосибирск;Baikal|Байкал|Lake Baikal;Murmansk|"
        "Мурманск;Vladivostok|Владивосток;Kamchatka|Камчатка;Altai|Алтай;Samara|Самара;Krasnodar|"
        "Краснодар;Ufa|Уфа;Perm|Пермь"
    ),
    "UA": "Kyiv|Kiev|Киев;Lviv",
    "BY": "Minsk|Минск",
    "US": (
        "New York|New York City|NYC|NY|Nueva York|Nova York|Nova Iorque|Нью-Йорк|نيويورك|न्यूयॉर्क|"
        "Big Apple|Manhattan;Los Angeles|LA|LAX|L.A.|Лос-Анджелес|لوس انجلوس;San Francisco|SF|SFO|"
        "San Fran|Frisco|Сан-Франциско;Las Vegas|Vegas|Лас-Вегас;"
        "Chicago|Chi-town|Chi town|Чикаго;Miami|Майами|ميامي;Orlando|Орландо;Washington|Washington "
        "DC|Washington D.C.|DC;Boston|Бостон;Seattle|SEA;San Diego|SD;Philadelphia|Philly|PHL;"
        "Phoenix;Atlanta|ATL;Dallas;Houston;Austin;Denver;Portland;"
        "New Orleans|NOLA;Nashville;Hawaii|Hawái|Гавайи|هاواي;Honolulu|Oahu;Maui;Kauai;Kahului;"
        "Sacramento;Fresno;Anaheim;Long Beach;San Jose;San Antonio;Charlotte;Indianapolis;"
        "Minneapolis;Milwaukee;Detroit;Cleveland;Cincinnati;Columbus;Louisville;"
        "Memphis;Kansas City;St. Louis|St Louis|Saint Louis;Albuquerque;Santa Fe;Salt Lake City;"
        "Reno;Anchorage;Alaska|Аляска;Yellowstone;Yosemite;Grand Canyon;Key West;Tampa;Fort "
        "Lauderdale;Savannah;Charleston;Florida|Флорида;California|Californie|Kalifornien|"
        "Калифорния;"
        "Texas;Baltimore;Buffalo;Pittsburgh;Raleigh;Jacksonville;Oakland;Santa Barbara;Palm "
        "Springs;Lake Tahoe;Sedona;Napa;Petaluma;Santa Rosa;Berkeley;Tucson;El Paso;Boise;Spokane;"
        "Omaha;Oklahoma City;Newark;Disney World|Disneyworld"
    ),
    "CA": (
        "Toronto|Торонто|تورنتو|टोरंटो;Vancouver|Ванкувер|فانكوفر;Montreal|Montréal|Монреаль;"
        "Quebec|Québec|Quebec City;Banff;Calgary;Ottawa;Niagara Falls|Niagara;Whistler;Victoria;"
        "Jasper;Halifax;Winnipeg;Edmonton"
    ),
    "MX": (
        "Cancun|Cancún|Канкун|كانكون;Mexico City|CDMX|Ciudad de México|Ciudad de Mexico|Мехико;"
        "Tulum;Playa del Carmen;Puerto Vallarta;Cabo|Los Cabos|Cabo San Lucas;Oaxaca;Guadalajara;"
        "Monterrey;Merida|Mérida;Riviera Maya;San Miguel de Allende;Mazatlan;Cozumel"
    ),
    "CU": "Havana|La Habana|La Havane|Havanna|Гавана;Varadero|Варадеро",
    "DO": "Punta Cana|Пунта-Кана;Santo Domingo",
    "JM": "Montego Bay;Kingston;Negril",
    "BS": "Nassau",
    "PR": "San Juan",
    "CR": "San José Costa Rica;La Fortuna;Monteverde;Manuel Antonio",
    "PA": "Panama City",
    "GT": "Antigua Guatemala;Tikal",
    "BB": "Bridgetown",
    "BR": (
        "Rio de Janeiro|Rio|Río de Janeiro|Рио-де-Жанейро|ريو دي جانيرو;São Paulo|Sao Paulo|"
        "Сан-Паулу;Salvador|Salvador da Bahia;Brasília|Brasilia;Fortaleza;Florianópolis|"
        "Florianopolis;Foz do Iguaçu|Foz do Iguacu|Iguazu|Iguaçu;Recife;Natal RN;"
        "Manaus;Porto Alegre;Curitiba;Belo Horizonte;Gramado;Fernando de Noronha;Porto de Galinhas;"
        "Maceió|Maceio;Búzios|Buzios;Paraty;Jericoacoara;Bonito;Porto Seguro;Campinas;Lençóis "
        "Maranhenses"
    ),
    "AR": (
        "Buenos Aires|Буэнос-Айрес;Bariloche;Mendoza;Ushuaia;Patagonia|Patagonie|Patagonien|"
        "Патагония;El Calafate;Salta;Iguazú"
    ),
    "PE": "Lima|Лима;Cusco|Cuzco|Куско;Machu Picchu|Machupicchu|Мачу-Пикчу;Arequipa;Puno",
    "CL": "Santiago|Santiago de Chile;Atacama;Torres del Paine;Easter Island;Valparaiso",
    "CO": "Bogotá|Bogota;Cartagena;Medellín|Medellin;Santa Marta;San Andrés",
    "EC": "Quito;Galapagos|Galápagos;Guayaquil",
    "BO": "La Paz;Uyuni",
    "UY": "Montevideo;Punta del Este",
    "AU": (
        "Sydney|Sídney|Сидней|سيدني|सिडनी;Melbourne|Мельбурн|ملبورن;Brisbane;Gold Coast;Cairns;"
        "Great Barrier Reef;Perth;Adelaide;Tasmania;Hobart;Uluru;Darwin;Canberra;Whitsundays;Byron "
        "Bay"
    ),
    "NZ": "Auckland;Queenstown;Wellington;Christchurch;Rotorua;Milford Sound",
    "FJ": "Nadi;Denarau",
    "PF": "Bora Bora;Tahiti",
}
