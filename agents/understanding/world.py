"""Cities, islands and regions of the world that travellers name, by country; countries come from CLDR.

Written by hand: what an agency hears, not every town. "|" joins other names of the same place, the first
being the one that people are shown.
"""

CITIES = {
    "IN": "Delhi|New Delhi|दिल्ली|नई दिल्ली|Дели|دلهي|dilli;Mumbai|Bombay|मुंबई|Мумбаи;Bengaluru|Bangalore|Blr|बेंगलुरु;Chennai|Madras|चेन्नई;Kolkata|Calcutta|कोलकाता;Hyderabad|हैदराबाद;"
    "Pune|पुणे;Ahmedabad|Amdavad;Jaipur|जयपुर;Udaipur;Jodhpur;Jaisalmer;Agra|आगरा;Varanasi|Benares|Banaras|Kashi|वाराणसी;Goa|गोवा|Гоа|جوا;Kerala|केरल|Керала|كيرالا;Kochi|Cochin;Munnar;Alleppey|Alappuzha;"
    "Thekkady;Kovalam;Trivandrum|Thiruvananthapuram;Shimla|Simla|शिमला;Manali|मनाली;Dharamshala|Dharamsala;Dalhousie;Rishikesh|ऋषिकेश;Haridwar|हरिद्वार;Mussoorie;Nainital;Dehradun;Leh;Ladakh|लद्दाख;"
    "Srinagar;Kashmir|कश्मीर;Gulmarg;Pahalgam;Sonamarg;Darjeeling;Gangtok;Sikkim;Shillong;Meghalaya;Assam;Guwahati;Kaziranga;Andaman|Andamans|Andaman Islands|अंडमान;Havelock;Port Blair;Lakshadweep;Ooty;Coorg;"
    "Mysore|Mysuru;Hampi;Pondicherry|Puducherry|Pondy;Mahabalipuram;Madurai;Rameswaram;Kanyakumari;Tirupati;Lucknow;Kanpur;Indore;Bhopal;Nagpur;Surat;Vadodara|Baroda;Rajkot;Chandigarh;Amritsar;Ludhiana;"
    "Gurgaon|Gurugram;Noida;Patna;Ranchi;Bhubaneswar;Puri;Visakhapatnam|Vizag;Vijayawada;Coimbatore;Rajasthan|राजस्थान;Himachal|Himachal Pradesh;Uttarakhand;Gujarat;Kutch|Rann of Kutch;Gir;Ranthambore;Pushkar;"
    "Mount Abu;Khajuraho;Kaza;Spiti;Spiti Valley;Lonavala;Mahabaleshwar;Alibaug;Kodaikanal;Wayanad;Char Dham;Kedarnath;Badrinath;Ayodhya",
    "ID": "Bali|बाली|Бали|بالي|bali island;Ubud|उबुद|Убуд|اوبود;Seminyak;Kuta;Canggu;Sanur;Nusa Dua;Uluwatu;Jimbaran;Nusa Penida;Lombok;Gili|Gili Islands|Gili Trawangan;Jakarta|Джакарта|جاكرتا;Yogyakarta|Jogja;"
    "Bandung;Surabaya;Komodo;Labuan Bajo;Flores;Sumatra;Java;Lovina;Amed;Munduk;Bintan;Batam;Badung;Denpasar",
    "TH": "Bangkok|Бангкок|بانكوك|बैंकॉक;Phuket|Пхукет|بوكيت|फुकेट;Krabi|Краби|كرابي;Pattaya|Паттайя|Паттайю|باتايا|पटाया;Chiang Mai|Чиангмай|شيانغ ماي;Chiang Rai;Koh Samui|Samui|Самуи;Koh Phangan;Koh Tao;"
    "Phi Phi|Phi Phi Islands|Koh Phi Phi;Hua Hin;Ayutthaya;Koh Lanta;Khao Lak;Pai;Koh Chang;Kanchanaburi",
    "AE": "Dubai|दुबई|Дубай|دبي|Dubaï|doubai;Abu Dhabi|Абу-Даби|ابو ظبي|ابوظبي|अबू धाबी;Sharjah|الشارقه;Ras Al Khaimah;Fujairah;Ajman;Al Ain",
    "SG": "Singapore|Singapur|Singapour|Cingapura|Singapura|Сингапур|سنغافوره|सिंगापुर|Spore;Sentosa",
    "MY": "Kuala Lumpur|KL|Куала-Лумпур|كوالالمبور;Langkawi|لنكاوي;Penang|George Town;Genting|Genting Highlands;Malacca|Melaka;Kota Kinabalu;Borneo;Cameron Highlands;Johor Bahru;Kuching;Ipoh;Perhentian",
    "VN": "Hanoi|Ханой;Ho Chi Minh City|Ho Chi Minh|Saigon|HCMC;Da Nang|Danang|Дананг;Hoi An|Hoian;Ha Long Bay|Halong Bay|Ha Long|Halong;Sapa|Sa Pa;Nha Trang|Нячанг;Phu Quoc|Фукуок;Hue;Ninh Binh;Dalat|Da Lat;Mui Ne",
    "LK": "Colombo;Kandy;Galle;Sigiriya;Bentota;Nuwara Eliya;Ella;Mirissa;Negombo;Trincomalee;Yala;Dambulla",
    "MV": "Maldives|Maldivas|Malediven|Мальдивы|Мальдивах|جزر المالديف|المالديف|मालदीव;Male;Maafushi",
    "NP": "Kathmandu|काठमांडू;Pokhara|पोखरा;Chitwan;Lumbini;Everest Base Camp;Nagarkot",
    "BT": "Thimphu;Paro;Punakha",
    "JP": "Tokyo|Tokio|Токио|طوكيو|टोक्यो;Kyoto|Kioto|Киото|كيوتو;Osaka|Осака;Hiroshima;Nara;Sapporo;Hokkaido;Okinawa;Fukuoka;Nagoya;Hakone;Kanazawa;Nikko;Takayama;Yokohama;Narita;Kobe;Nagasaki;Mount Fuji",
    "CN": "Beijing|Pekin|Peking|Pequim|Пекин|بكين;Shanghai|Шанхай|شنغهاي;Guangzhou;Shenzhen;Chengdu;Xi'an|Xian;Guilin;Hangzhou;Suzhou;Chongqing;Dalian;Shenyang;Harbin;Wuhan;Nanjing;Qingdao;Xiamen;Kunming;Lijiang;"
    "Sanya;Hainan;Zhangjiajie;Tianjin;Lhasa;Tibet;Urumqi|Ürümqi;Changsha;Ningbo;Wenzhou;Yantai;Guiyang;Changchun;Jinan;Zhengzhou;Hefei;Fuzhou;Nanning;Yangshuo;Dali",
    "HK": "Hong Kong|Hongkong|Гонконг|هونغ كونغ",
    "MO": "Macau|Macao",
    "TW": "Taipei;Kaohsiung;Taichung;Hualien",
    "KR": "Seoul|Seúl|Сеул|سيول|सियोल;Busan;Jeju|Jeju Island;Incheon;Gyeongju",
    "PH": "Manila;Cebu;Boracay;Palawan;El Nido;Coron;Bohol;Siargao",
    "KH": "Siem Reap;Phnom Penh;Angkor Wat|Angkor",
    "LA": "Luang Prabang;Vientiane;Vang Vieng",
    "MM": "Yangon;Bagan;Mandalay;Inle Lake",
    "UZ": "Samarkand|Самарканд;Tashkent|Ташкент;Bukhara|Бухара",
    "KZ": "Almaty|Алматы;Astana|Астана",
    "AZ": "Baku|Баку|باكو|बाकू",
    "GE": "Tbilisi|Тбилиси|تبليسي;Batumi|Батуми|باتومي;Kazbegi;Gudauri",
    "AM": "Yerevan|Ереван|يريفان",
    "QA": "Doha|Доха|الدوحه",
    "SA": "Riyadh|الرياض|Эр-Рияд;Jeddah|جده;Mecca|Makkah|مكه;Medina|Madinah|المدينه;Abha;AlUla|Al Ula;Dammam|الدمام",
    "OM": "Muscat|مسقط;Salalah|صلاله",
    "JO": "Amman|عمان;Petra|البتراء|Петра;Wadi Rum;Aqaba",
    "IL": "Tel Aviv|Тель-Авив;Jerusalem|القدس|Иерусалим;Eilat",
    "LB": "Beirut|بيروت",
    "KW": "Kuwait City",
    "BH": "Manama|المنامه",
    "TR": "Istanbul|Estambul|Istambul|Стамбул|اسطنبول|इस्तांबुल;Antalya|Анталья|Анталию|Анталья|انطاليا;Cappadocia|Kapadokya|Каппадокия|Kappadokien;Bodrum|Бодрум;Izmir;Ankara;Pamukkale;Fethiye;Marmaris;Alanya|Аланья;"
    "Trabzon|طرابزون;Ephesus;Kemer|Кемер",
    "EG": "Cairo|El Cairo|Le Caire|Kairo|Каир|القاهره|काहिरा;Luxor|Луксор|الاقصر;Aswan;Sharm El Sheikh|Sharm|Шарм-эль-Шейх|شرم الشيخ;Hurghada|Хургада|Хургаду|الغردقه;Alexandria|الاسكندريه;Giza",
    "MA": "Marrakech|Marrakesh|Marrakesch|Марракеш|مراكش;Casablanca|الدار البيضاء;Fez|Fes|فاس;Chefchaouen;Agadir|اغادير;Tangier|طنجه;Rabat|الرباط;Essaouira;Merzouga;Sahara",
    "TN": "Tunis;Djerba;Sousse;Hammamet",
    "ZA": "Cape Town|Ciudad del Cabo|Le Cap|Kapstadt|Cidade do Cabo|Кейптаун|كيب تاون;Johannesburg|Joburg;Durban;Kruger|Kruger National Park;Garden Route;Stellenbosch",
    "KE": "Nairobi|Найроби;Mombasa;Masai Mara|Maasai Mara;Diani;Amboseli",
    "TZ": "Zanzibar|Занзибар|زنجبار|Sansibar;Serengeti;Arusha;Dar es Salaam;Kilimanjaro;Ngorongoro",
    "MU": "Port Louis",
    "SC": "Mahe;Praslin;La Digue",
    "MG": "Antananarivo;Nosy Be",
    "ET": "Addis Ababa", "GH": "Accra", "NG": "Lagos;Abuja", "RW": "Kigali", "UG": "Kampala;Entebbe",
    "ZW": "Victoria Falls;Harare", "SN": "Dakar", "NA": "Windhoek;Etosha", "BW": "Okavango",
    "GB": "London|Londres|Londra|Лондон|لندن|लंदन;Edinburgh|Edimburgo|Édimbourg|Эдинбург;Manchester|Greater Manchester;Liverpool;Birmingham;Glasgow;Bath;Oxford;Cambridge;York;Bristol;Cardiff;Belfast;Brighton;Leeds;"
    "Newcastle;Inverness;Scottish Highlands;Isle of Skye|Skye;Lake District;Cotswolds;Cornwall;Scotland|Escocia|Écosse|Schottland|Escócia|Шотландия|اسكتلندا;England|Inglaterra|Angleterre|Англия;Wales;Northern Ireland",
    "IE": "Dublin|Dublín|Дублин|دبلن;Galway;Cork;Killarney;Limerick",
    "FR": "Paris|París|Париж|باريس|पेरिस;Nice|Niza|Nizza|Ницца;Lyon;Marseille|Marsella;Bordeaux|Burdeos;Cannes;Strasbourg;Toulouse;Mont Saint-Michel|Mont Saint Michel;Provence|Provenza;French Riviera|Côte d'Azur|Cote d'Azur;"
    "Normandy|Normandie;Chamonix;Corsica|Corse|Córcega|Korsika;Annecy;Colmar;Avignon;Lille;Nantes;Montpellier;Disneyland Paris;Rhône|Rhone;Loire Valley;Brittany;Alsace",
    "ES": "Barcelona|Barcelone|Барселона|برشلونه|बार्सिलोना;Madrid|Мадрид|مدريد;Seville|Sevilla|Séville|Севилья|اشبيليه;Granada|Grenade|غرناطه;Valencia;Malaga|Málaga|ملقا;Ibiza|Ибица;Mallorca|Majorca|Majorque|Maiorca|Майорка|Palma de Mallorca;"
    "Tenerife|Тенерифе;Gran Canaria|Gran Canaria Island;Bilbao;San Sebastian|San Sebastián;Cordoba|Córdoba;Canary Islands|Canarias|Kanaren|Islas Canarias|Canaries;Lanzarote;Andalusia|Andalucia|Andalucía|Andalousie|Andalusien;Marbella;Toledo;Menorca;Fuerteventura;Zaragoza",
    "PT": "Lisbon|Lisboa|Lisbonne|Lissabon|Лиссабон|لشبونه|लिस्बन;Porto|Oporto|Порту;Faro;Algarve;Madeira|Мадейра;Sintra;Azores|Açores|Azoren;Lagos Portugal;Coimbra;Funchal",
    "IT": "Rome|Roma|Rom|Рим|روما|रोम;Venice|Venezia|Venecia|Venise|Venedig|Veneza|Венеция|البندقيه|वेनिस;Florence|Firenze|Florencia|Florenz|Florença|Флоренция|فلورنسا;Milan|Milano|Milán|Mailand|Milão|Милан|ميلانو;Naples|Napoli|Nápoles|Neapel|Неаполь;"
    "Amalfi|Amalfi Coast|Costa Amalfitana|Amalfiküste;Sicily|Sicilia|Sicile|Sizilien|Sicília|Сицилия|صقليه;Sardinia|Cerdeña|Sardaigne|Sardinien|Sardenha|Сардиния;Tuscany|Toscana|Toscane|Toskana|Тоскана;Cinque Terre;Verona;Bologna;Turin|Torino;"
    "Pisa;Capri;Positano;Sorrento;Lake Como|Como;Lake Garda|Gardasee;Bari;Puglia;Dolomites|Dolomiten;Palermo;Bergamo;Orio al Serio;Siena",
    "VA": "Vatican|Vatican City",
    "DE": "Berlin|Berlín|Берлин|برلين|बर्लिन;Munich|München|Munchen|Múnich|Munique|Мюнхен|ميونخ;Hamburg|Hamburgo|Hambourg;Frankfurt|Francfort|Франкфурт|فرانكفورت;Cologne|Köln|Koln|Colonia;Dresden;Heidelberg;Stuttgart;Düsseldorf|Dusseldorf;Nuremberg|Nürnberg;"
    "Leipzig;Black Forest|Schwarzwald;Bavaria|Bayern;Rothenburg;Bremen;Hannover|Hanover;Rügen;Sylt",
    "AT": "Vienna|Wien|Viena|Vienne|Вена|فيينا|वियना;Salzburg|Salzburgo|Зальцбург;Innsbruck;Hallstatt;Graz;Tyrol|Tirol",
    "CH": "Zurich|Zürich|Zúrich|Цюрих|زيورخ|ज्यूरिख;Geneva|Genève|Genf|Ginebra|Genebra|Женева|جنيف;Lucerne|Luzern|Lucerna;Interlaken|انترلاكن;Zermatt;Bern|Berne;Basel|Basilea;Jungfrau|Jungfraujoch;Lausanne;Montreux;Grindelwald;St. Moritz|St Moritz;Lugano;Engelberg;Titlis",
    "NL": "Amsterdam|Ámsterdam|Amsterdão|Amsterdã|Амстердам|امستردام|एम्स्टर्डम;Rotterdam;The Hague;Utrecht;Eindhoven;Keukenhof",
    "BE": "Brussels|Bruselas|Bruxelles|Brüssel|Bruxelas|Брюссель|بروكسل;Bruges|Brugge|Brujas;Antwerp;Ghent",
    "LU": "Luxembourg City",
    "CZ": "Prague|Praga|Prag|Praha|Прага|براغ|प्राग;Cesky Krumlov;Karlovy Vary|Карловы Вары;Brno",
    "HU": "Budapest|Будапешт|بودابست|बुडापेस्ट", "SK": "Bratislava", "SI": "Ljubljana;Bled|Lake Bled",
    "PL": "Krakow|Kraków|Cracow|Cracovia|Cracovie|Krakau|Cracóvia|Краков;Warsaw|Warszawa|Varsovia|Varsovie|Warschau|Varsóvia|Варшава;Gdansk|Gdańsk;Wroclaw;Balice;Zakopane",
    "RO": "Bucharest|Bucarest|Bucareste;Transylvania;Brasov;Otopeni;Cluj", "BG": "Sofia|София;Varna;Plovdiv",
    "HR": "Dubrovnik|Дубровник;Split;Zagreb;Hvar;Plitvice;Zadar;Istria", "ME": "Kotor;Budva|Будва", "RS": "Belgrade|Белград",
    "BA": "Sarajevo|سراييفو;Mostar", "AL": "Tirana;Saranda;Ksamil", "MT": "Valletta",
    "GR": "Athens|Atenas|Athènes|Athen|Афины|Афинах|اثينا|एथेंस;Santorini|Santorin|Санторини|سانتوريني|सेंटोरिनी;Mykonos|Миконос|ميكونوس;Crete|Creta|Crète|Kreta|Крит|كريت;Rhodes|Rodas|Rhodos|Родос;Corfu|Korfu|Corfú|Корфу;Zakynthos;Thessaloniki;Naxos;Paros;Meteora;Kos",
    "CY": "Paphos|Пафос;Limassol|Лимассол;Larnaca|Ларнака;Ayia Napa",
    "IS": "Reykjavik|Рейкьявик;Blue Lagoon", "NO": "Oslo|Осло;Bergen;Tromso|Tromsø;Lofoten|Lofoten Islands;Fjords|Norwegian Fjords;Svalbard",
    "SE": "Stockholm|Estocolmo|Стокгольм;Gothenburg;Malmo;Kiruna", "DK": "Copenhagen|Copenhague|Kopenhagen|Копенгаген;Aarhus", "FI": "Helsinki|Хельсинки;Rovaniemi;Lapland|Laponia|Laponie|Lappland|Лапландия",
    "EE": "Tallinn|Таллин", "LV": "Riga|Рига", "LT": "Vilnius|Вильнюс",
    "RU": "Moscow|Moscú|Moscou|Moskau|Москва|Москвы|Москву|موسكو|मास्को;Saint Petersburg|St. Petersburg|St Petersburg|San Petersburgo|Питер|Питера|Санкт-Петербург|Санкт-Петербурга;Sochi|Сочи;Kazan|Казань|Казани;Kaliningrad|Калининград;"
    "Yekaterinburg|Екатеринбург;Novosibirsk|Новосибирск;Baikal|Байкал|Lake Baikal;Murmansk|Мурманск;Vladivostok|Владивосток;Kamchatka|Камчатка;Altai|Алтай;Samara|Самара;Krasnodar|Краснодар;Ufa|Уфа;Perm|Пермь",
    "UA": "Kyiv|Kiev|Киев;Lviv", "BY": "Minsk|Минск",
    "US": "New York|New York City|NYC|NY|Nueva York|Nova York|Nova Iorque|Нью-Йорк|نيويورك|न्यूयॉर्क|Big Apple|Manhattan;Los Angeles|LA|LAX|L.A.|Лос-Анджелес|لوس انجلوس;San Francisco|SF|SFO|San Fran|Frisco|Сан-Франциско;Las Vegas|Vegas|Лас-Вегас;"
    "Chicago|Chi-town|Chi town|Чикаго;Miami|Майами|ميامي;Orlando|Орландо;Washington|Washington DC|Washington D.C.|DC;Boston|Бостон;Seattle|SEA;San Diego|SD;Philadelphia|Philly|PHL;Phoenix;Atlanta|ATL;Dallas;Houston;Austin;Denver;Portland;"
    "New Orleans|NOLA;Nashville;Hawaii|Hawái|Гавайи|هاواي;Honolulu|Oahu;Maui;Kauai;Kahului;Sacramento;Fresno;Anaheim;Long Beach;San Jose;San Antonio;Charlotte;Indianapolis;Minneapolis;Milwaukee;Detroit;Cleveland;Cincinnati;Columbus;Louisville;"
    "Memphis;Kansas City;St. Louis|St Louis|Saint Louis;Albuquerque;Santa Fe;Salt Lake City;Reno;Anchorage;Alaska|Аляска;Yellowstone;Yosemite;Grand Canyon;Key West;Tampa;Fort Lauderdale;Savannah;Charleston;Florida|Флорида;California|Californie|Kalifornien|Калифорния;"
    "Texas;Baltimore;Buffalo;Pittsburgh;Raleigh;Jacksonville;Oakland;Santa Barbara;Palm Springs;Lake Tahoe;Sedona;Napa;Petaluma;Santa Rosa;Berkeley;Tucson;El Paso;Boise;Spokane;Omaha;Oklahoma City;Newark;Disney World|Disneyworld",
    "CA": "Toronto|Торонто|تورنتو|टोरंटो;Vancouver|Ванкувер|فانكوفر;Montreal|Montréal|Монреаль;Quebec|Québec|Quebec City;Banff;Calgary;Ottawa;Niagara Falls|Niagara;Whistler;Victoria;Jasper;Halifax;Winnipeg;Edmonton",
    "MX": "Cancun|Cancún|Канкун|كانكون;Mexico City|CDMX|Ciudad de México|Ciudad de Mexico|Мехико;Tulum;Playa del Carmen;Puerto Vallarta;Cabo|Los Cabos|Cabo San Lucas;Oaxaca;Guadalajara;Monterrey;Merida|Mérida;Riviera Maya;San Miguel de Allende;Mazatlan;Cozumel",
    "CU": "Havana|La Habana|La Havane|Havanna|Гавана;Varadero|Варадеро", "DO": "Punta Cana|Пунта-Кана;Santo Domingo", "JM": "Montego Bay;Kingston;Negril", "BS": "Nassau", "PR": "San Juan",
    "CR": "San José Costa Rica;La Fortuna;Monteverde;Manuel Antonio", "PA": "Panama City", "GT": "Antigua Guatemala;Tikal", "BB": "Bridgetown",
    "BR": "Rio de Janeiro|Rio|Río de Janeiro|Рио-де-Жанейро|ريو دي جانيرو;São Paulo|Sao Paulo|Сан-Паулу;Salvador|Salvador da Bahia;Brasília|Brasilia;Fortaleza;Florianópolis|Florianopolis;Foz do Iguaçu|Foz do Iguacu|Iguazu|Iguaçu;Recife;Natal RN;"
    "Manaus;Porto Alegre;Curitiba;Belo Horizonte;Gramado;Fernando de Noronha;Porto de Galinhas;Maceió|Maceio;Búzios|Buzios;Paraty;Jericoacoara;Bonito;Porto Seguro;Campinas;Lençóis Maranhenses",
    "AR": "Buenos Aires|Буэнос-Айрес;Bariloche;Mendoza;Ushuaia;Patagonia|Patagonie|Patagonien|Патагония;El Calafate;Salta;Iguazú",
    "PE": "Lima|Лима;Cusco|Cuzco|Куско;Machu Picchu|Machupicchu|Мачу-Пикчу;Arequipa;Puno", "CL": "Santiago|Santiago de Chile;Atacama;Torres del Paine;Easter Island;Valparaiso",
    "CO": "Bogotá|Bogota;Cartagena;Medellín|Medellin;Santa Marta;San Andrés", "EC": "Quito;Galapagos|Galápagos;Guayaquil", "BO": "La Paz;Uyuni", "UY": "Montevideo;Punta del Este",
    "AU": "Sydney|Sídney|Сидней|سيدني|सिडनी;Melbourne|Мельбурн|ملبورن;Brisbane;Gold Coast;Cairns;Great Barrier Reef;Perth;Adelaide;Tasmania;Hobart;Uluru;Darwin;Canberra;Whitsundays;Byron Bay",
    "NZ": "Auckland;Queenstown;Wellington;Christchurch;Rotorua;Milford Sound",
    "FJ": "Nadi;Denarau", "PF": "Bora Bora;Tahiti",
}  # fmt: skip

# Names that are also everyday words, or two letters long: they count only where they stand as a place.
SHAKY = frozenset(
    "nice bath split hue male cork york mobile reading victoria phoenix la sd sf ny kl dc sea atl phl natal como ella florence jasper leh pai "
    "darwin capri fez orlando savannah austin charlotte jackson salvador rio cabo lima java georgia jordan chad turkey niger togo guinea mali cuba "
    "bonito faro kos bled bari antigua split sharm perm rom roma buffalo columbus reno perth dali manaus gili amed gir kaza petra merida bath us uk uae usa "
    "man oman iran toledo cordoba santiago granada valencia vatican inde inda dominica grenada fjords sahara kem ella galle puri char dham fes cali peru "
    "рим пермь крит عمان فاس جده مكه rhone kemer dies austria".split()
) - {"turkey", "jordan", "oman", "peru", "cuba", "georgia", "orlando", "austin", "roma", "austria", "perth", "iran", "uae", "usa", "рим", "крит", "пермь"}  # fmt: skip

NICKNAMES = {
    "GB": "UK|U.K.|Britain|Great Britain|Англию", "US": "USA|U.S.A.|U.S.|States|the States|America|США|Америку|Estados Unidos|EEUU|États-Unis|अमेरिका|امريكا", "AE": "UAE|U.A.E.|Emirates|Emiratos|Эмираты|الامارات|ОАЭ|UAE's",
    "NL": "Holland|Holanda|Hollande|Голландия", "KR": "South Korea|Korea|Южная Корея|كوريا", "RU": "Russia|Россия", "CZ": "Czech Republic|Чехию", "TR": "Turkey|Turkiye|Turquía|Türkei|Turquie|Turquia|Турцию|Турция|تركيا",
    "VN": "Vietnam|Viet Nam|Вьетнам|فيتنام", "LK": "Sri Lanka|Srilanka|Шри-Ланка|Шри-Ланку|سريلانكا|श्रीलंका", "BN": "Brunei", "MU": "Mauritius|Mauricio|Maurice|Île Maurice|Маврикий|موريشيوس|मॉरीशस", "SC": "Seychelles|Seychellen|Сейшелы|Сейшельские|سيشل",
    "DO": "Dominican Republic|Доминикану|Доминикана", "EG": "Egypt|Египет|مصر", "ID": "Indonesia|Индонезию|اندونيسيا", "IN": "India|Индию|الهند|भारत", "TH": "Thailand|Thailande|Таиланд|Тайланд|تايلند|تايلاند|थाईलैंड",
    "JP": "Japan|Японию|اليابان|जापान", "GE": "Georgia|Грузию|Грузия|جورجيا", "CH": "Switzerland|Suisse|Schweiz|Suiza|Швейцарию|سويسرا|स्विट्जरलैंड", "MV": "Maldive", "SA": "KSA|Saudi", "CN": "China|Китай",
}  # fmt: skip
REGIONS = (
    "Europe|Europa|Европу|Европа|اوروبا|यूरोप;Africa|África|Afrique|Afrika|Африку;South East Asia|Southeast Asia|Sudeste Asiático|Südostasien;Asia|Asie|Asien|Азию;Middle East;Scandinavia|Skandinavien|Скандинавию;Caribbean|Caribe|Caraïbes|Karibik|Карибы;"
    "Balkans;South America|Sudamérica|América del Sur|Amérique du Sud|Südamerika;Central America;Antarctica;North East India|Northeast India;South India;North India;Golden Triangle;Swiss Alps|Alps|Alpes|Alpen;Himalayas;Greek Islands|Islas Griegas;Eastern Europe;Mediterranean"
)
# State or province -> country; the second halves of "Portland, OR" and "Victoria, BC".
STATES = {
    state: country
    for country, states in (
        ("US", "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc"
         " california nevada oregon texas georgia florida illinois arizona pennsylvania colorado massachusetts minnesota michigan ohio virginia usa us"),
        ("CA", "on ab bc qc ns mb sk ontario alberta quebec"),
        ("GB", "england scotland uk wales"),
        ("AU", "nsw vic qld"),
    )
    for state in states.split()
}  # fmt: skip
